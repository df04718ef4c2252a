"""Papers: begun, listed, moved from state to state, adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from policyhub import clock, db
from policyhub.acts import papers as tree
from policyhub.acts.groups import convenors_on
from policyhub.acts.planting import Seed, plant
from policyhub.models import (
    Ballot,
    Consultation,
    Credit,
    Edition,
    Flag,
    Group,
    Member,
    Paper,
)
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import PUBLISHED, load
from policyhub.permissions.visible import consultations as visible_consultations
from policyhub.permissions.visible import papers as visible_papers
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused


@command(Right.IMPORT_PAPER, on=Group)
def start_paper(
    work: Work,
    group: Group,
    *,
    title: str,
    subtitle: str = "",
    lang: str = "en-GB",
    seeds: Sequence[Seed] = (),
) -> str:
    """Begin a paper of a group; without seeds it has one empty heading to write under."""
    title = " ".join(title.split())
    if not title or len(title) > 500:
        raise Refused(N_("Type the paper’s title, in up to 500 characters."), field="title")
    paper = Paper(group_id=group.id, title=title, subtitle=subtitle, lang=lang, made_at=work.at)
    work.session.add(paper)
    work.session.flush()
    work.session.add(Credit(paper_id=paper.id, member_id=work.member_id, role="author"))
    seeds = seeds or (Seed("heading", heading="Purpose"),)
    plant(work.session, paper, seeds, author_id=work.member_id, at=work.at, origin="edit", reason="The paper was begun")
    work.record("start_paper", "paper", paper.id, sections=len(seeds))
    return paper.pid


@command(Right.MOVE_PAPER, on=Paper)
def open_for_comment(work: Work, paper: Paper, *, until: date | None = None) -> str:
    """Let every member read and comment, perhaps until a day. Refused when that day has passed."""
    if until is not None and until < work.at.date():
        raise Refused(N_("That day has passed. Choose today or later."), field="until")
    _move(work, paper, "open_for_comment")
    paper.comment_until = until
    return paper.pid


@command(Right.MOVE_PAPER, on=Paper)
def send_to_council(work: Work, paper: Paper) -> str:
    """Put a paper before the council."""
    _move(work, paper, "send_to_council")
    return paper.pid


@command(Right.MOVE_PAPER, on=Paper)
def take_back(work: Work, paper: Paper) -> str:
    """Take a paper back to the group's drafting."""
    _move(work, paper, "take_back")
    return paper.pid


@command(Right.ADOPT_PAPER, on=Paper)
def adopt_paper(work: Work, paper: Paper) -> str:
    """Make a paper the association's policy. Refused while a dispute in it is open."""
    if has_open_disputes(paper):
        raise Refused(N_("A dispute in this paper is still open. Settle it first, then adopt the paper."))
    _move(work, paper, "adopt")
    return paper.pid


@command(Right.MOVE_PAPER, on=Paper)
def withdraw_paper(work: Work, paper: Paper) -> str:
    """Set a paper aside: only its group sees it from then on, and can take it back. Refused while a vote is open."""
    voting = exists().where(Ballot.flag_id == Flag.id, Flag.paper_id == paper.id, Ballot.state == "open")
    if work.session.scalar(select(voting)):
        raise Refused(N_("A vote in this paper is open. Wait until it is counted, then withdraw the paper."))
    _move(work, paper, "withdraw")
    return paper.pid


@command(Right.SUPERSEDE_PAPER, on=Paper)
def supersede_paper(work: Work, paper: Paper, *, by: str) -> str:
    """Say that another adopted paper (its pid) has taken the place of this one. Refused for any other paper."""
    newer = load(work.session, Paper, work.actor, by)
    if newer.id == paper.id or newer.state != "adopted":
        raise Refused(N_("Choose the adopted paper that takes its place."), field="by")
    _move(work, paper, "supersede")
    newer.builds_on_id = paper.id
    return paper.pid


@command(Right.MOVE_PAPER, on=Paper)
def build_on(work: Work, paper: Paper, *, earlier: str) -> str:
    """Say which published paper (its pid) a paper builds on. Refused for one that is not published."""
    found = load(work.session, Paper, work.actor, earlier)
    if found.id == paper.id or found.state not in PUBLISHED:
        raise Refused(N_("Choose a paper that the council has adopted."), field="earlier")
    tree.raise_revision(work.session, paper)
    paper.builds_on_id = found.id
    work.record("build_on", "paper", paper.id, earlier=found.id)
    return paper.pid


def _move(work: Work, paper: Paper, verb: str) -> None:
    from policyhub.domain.states import PAPER, WrongMove

    try:
        paper.state = PAPER.after(paper.state, verb)
    except WrongMove:
        raise Refused(N_("The paper has moved on since you opened this page. Look at it again.")) from None
    tree.raise_revision(work.session, paper)
    work.record(verb, "paper", paper.id, state=paper.state)


def list_papers(actor: Actor, *, group: Group | None = None) -> Sequence[Paper]:
    """The papers somebody may see, newest first; of one group, or all."""
    statement = visible_papers(actor).order_by(Paper.id.desc())
    if group is not None:
        statement = statement.where(Paper.group_id == group.id)
    return db.session().scalars(statement).all()


def has_open_disputes(paper: Paper) -> bool:
    """Whether a flag in a paper waits for a decision."""
    waits = exists().where(Flag.paper_id == paper.id, Flag.state.in_(("open", "in_ballot")))
    return bool(db.session().scalar(select(waits)))


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands at the head of a paper's page and at its end, besides its sections."""

    convenors: tuple[str, ...]
    builds_on: Paper | None
    consultations: Sequence[Consultation]


def get_facts(actor: Actor, paper: Paper) -> Facts:
    """Who convenes its group, what it builds on, and the consultations it asks about.

    At most three queries; visitors get no names.
    """
    session = db.session()
    today = clock.local(clock.now()).date()
    names: Sequence[str] = ()
    if actor.signed_in:
        convenors = convenors_on(paper.group_id, today).with_only_columns(Member.name)
        names = session.scalars(convenors.order_by(Member.name)).all()
    builds_on = None
    if paper.builds_on_id is not None:
        builds_on = session.scalars(visible_papers(actor).where(Paper.id == paper.builds_on_id)).one_or_none()
    consultations: Sequence[Consultation] = ()
    if actor.signed_in:
        asked = visible_consultations(actor).where(Consultation.paper_id == paper.id)
        consultations = (
            session.scalars(asked.options(joinedload(Consultation.questions)).order_by(Consultation.id)).unique().all()
        )
    return Facts(tuple(names), builds_on, consultations)


def find_latest_edition(paper: Paper) -> Edition | None:
    """The edition of a paper that was frozen last, if there is one."""
    newest = select(Edition).where(Edition.paper_id == paper.id).order_by(Edition.ordinal.desc()).limit(1)
    return db.session().scalars(newest).first()


def list_credits(paper: Paper) -> Sequence[Credit]:
    """Who wrote a paper, in the order in which they were named."""
    return db.session().scalars(select(Credit).where(Credit.paper_id == paper.id).order_by(Credit.id)).all()
