"""Papers: begun, listed, moved from state to state, adopted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from policyhub import db
from policyhub.acts import papers as tree
from policyhub.acts.planting import Seed, plant
from policyhub.models import Credit, Group, Paper
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
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
        raise Refused(N_("Type the paper's title, in up to 500 characters."), field="title")
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


def list_credits(paper: Paper) -> Sequence[Credit]:
    """Who wrote a paper, in the order in which they were named."""
    return db.session().scalars(select(Credit).where(Credit.paper_id == paper.id).order_by(Credit.id)).all()
