"""The council's decisions on disputes: what each option would do, and the resolution that writes it into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from policyhub import db
from policyhub.acts import agreements, texts
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import flags as acts
from policyhub.acts import passages as passage_acts
from policyhub.domain import anchoring, markup, source_map
from policyhub.domain.diff import Piece, compare
from policyhub.domain.states import FLAG, WrongMove
from policyhub.models import (
    Anchor,
    Answer,
    Ballot,
    Block,
    Comment,
    Flag,
    FlagOption,
    Motion,
    Part,
    Resolution,
    Response,
    Section,
    SectionReference,
    Text,
    Version,
)
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

_LOST = N_("The words it is about are no longer in the text. Ask the convenor to choose them again.")
_UNPLACEABLE = N_("This wording no longer fits the text. Ask the convenor to word it again.")


@command(Right.RESOLVE_FLAG, on=Flag)
def resolve_flag(work: Work, flag: Flag, *, option: str, reason: str) -> str:
    """Settle a dispute by one of its options (its pid), with a reason: the wording becomes the section's next version.

    The version is agreed by this resolution, unless another unsettled dispute or a question to the council stands in
    the section. To leave the words as they are agrees the version that stands. Refused while a vote is open or not
    yet counted, without a reason, when it is settled, and when the words cannot be found any more.
    """
    session = work.session
    case = acts.open_case(session, flag)
    _may_resolve(flag)
    _no_open_ballot(case.ballot)
    chosen = next((o for o in acts.options_of(session, flag, at=work.at) if o.pid == option), None)
    if chosen is None:
        raise Refused(N_("This option is no longer there. Look at the dispute again."), field="option")
    reason = reason.replace("\r\n", "\n").strip()
    if not reason or len(reason) > 5000:
        raise Refused(N_("Say why, in up to 5,000 characters: the reason stands with the text."), field="reason")
    passage = case.passage
    body, notes = _written(passage, chosen)
    version = passage.version
    hindered = case.hindrances(flag, _plains(body, notes))
    if chosen.replacement is not None:
        version = texts.put_version(
            session,
            passage.section.text,
            base_id=version.id,
            heading=version.heading,
            body=body,
            notes=notes,
            author_id=work.member_id,
            at=work.at,
            origin="resolution",
            reason=" ".join(reason.split())[:1000],
            standing=case.anchors,
            beside=flag.stands_at_id,
        )
    else:
        texts.touch(session, flag.stands_at_id, version.text_id)
    resolution = Resolution(
        flag_id=flag.id,
        option_id=chosen.id,
        reason=reason,
        by_id=work.member_id,
        version_id=version.id,
        made_at=work.at,
    )
    session.add(resolution)
    session.flush()
    set_committed_value(flag, "state", FLAG.after(flag.state, "resolve"))  # the database has settled it
    if not hindered:
        agreements.mark_agreed(
            session,
            version,
            by="resolution",
            source_id=resolution.id,
            member_id=work.member_id,
            at=work.at,
            reason=" ".join(reason.split())[:1000],
            just_put=chosen.replacement is not None,
        )
    work.record(
        "resolve_flag", "flag", flag.id, option=chosen.id, resolution=resolution.id, version=version.hash,
        agreed=not hindered,
    )  # fmt: skip
    return flag.pid


def _may_resolve(flag: Flag) -> None:
    try:
        FLAG.after(flag.state, "resolve")
    except WrongMove:
        raise Refused(N_("This dispute is settled already. Look at it again.")) from None


def _no_open_ballot(ballot: Ballot | None) -> None:
    if ballot is not None and ballot.state == "open":
        raise Refused(N_("A vote on it is open or not yet counted. Resolve it when the result is there."))


def _written(passage: passage_acts.Passage, option: FlagOption) -> tuple[str, list[dict[str, Any]]]:
    if option.replacement is not None and passage.lost:
        raise Refused(_LOST)
    try:
        return passage_acts.with_words(passage, option.replacement)
    except source_map.Unplaceable:
        raise Refused(_UNPLACEABLE) from None


def _plains(body: str, notes: list[dict[str, Any]]) -> list[str]:
    return [markup.plain(body, notes), *(markup.plain(note["text"]) for note in notes)]


@dataclass(frozen=True, slots=True)
class Touched:
    """A comment or another dispute on the section, and what would become of its words."""

    thing: Any
    quote: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would happen if the council chose an option; nothing has happened yet."""

    option: FlagOption
    passage: passage_acts.Passage
    body: tuple[Piece, ...]
    note: tuple[Piece, ...]
    ordinal: int
    problem: str | None
    hindrances: Sequence[acts.Hindrance]
    comments: Sequence[Touched]
    flags: Sequence[Touched]
    references: Sequence[Section]
    responses: Sequence[Response]
    motions: Sequence[Motion]
    outvoted: str | None

    @property
    def changes_words(self) -> bool:
        """Whether a new version would be made."""
        return self.option.replacement is not None


def foresee(actor: Actor, flag: Flag, option: FlagOption) -> Foreseen:
    """Look at what resolving a dispute by an option would do, without doing it."""
    session = db.session()
    passage = passage_acts.passage_of(session, flag)
    version = passage.version
    problem = None
    try:
        body, notes = _written(passage, option)
    except Refused as refusal:
        problem, body, notes = refusal.sentence, version.body, list(version.notes)
    old, new = _plains(version.body, version.notes), _plains(body, notes)
    ids = [note["id"] for note in notes]
    at_note = ids.index(passage.note) + 1 if passage.note in ids else 0
    words = {None: (old[0], new[0])} | {i: (old[n], new[n]) for n, i in enumerate(ids, 1) if n < len(old)}
    comments, flags = _touched(actor, flag, passage, words)
    responses, motions = _built_on(actor, passage.section)
    return Foreseen(
        option=option,
        passage=passage,
        body=compare(old[0], new[0]),
        note=compare(old[at_note], new[at_note]) if at_note else (),
        ordinal=version.ordinal + (option.replacement is not None),
        problem=problem,
        hindrances=acts.hindrances(session, passage.section, new, version.id, apart_from=flag),
        comments=comments,
        flags=flags,
        references=_pointing_to(actor, passage.section),
        responses=responses,
        motions=motions,
        outvoted=_outvoted(flag, option),
    )


def _outvoted(flag: Flag, option: FlagOption) -> str | None:
    """The letter of the option that won the last ballot, if this is another one."""
    counted = ballot_acts.latest(db.session(), flag)
    kept = ballot_acts.tally_of(counted) if counted else None
    if kept is None or kept[0].winner in (None, option.pid):
        return None
    return next((mark for pid, mark, _label in kept[1] if pid == kept[0].winner), None)


def _touched(
    actor: Actor, flag: Flag, passage: passage_acts.Passage, words: dict[str | None, tuple[str, str]]
) -> tuple[list[Touched], list[Touched]]:
    session = db.session()
    standing = session.scalars(
        select(Anchor).where(Anchor.version_id == passage.version.id, Anchor.outcome != "lost").order_by(Anchor.start)
    ).all()
    outcomes: dict[tuple[str, int], tuple[str, str]] = {}
    for anchor in standing:
        old, new = words.get(anchor.note, ("", ""))
        spot = anchoring.Anchor(anchor.quote, anchor.before, anchor.after, anchor.start, anchor.stop)
        overlaps = anchor.note == passage.note and anchor.start < passage.stop and anchor.stop > passage.start
        if overlaps:
            outcomes[anchor.of_kind, anchor.of_id] = anchor.quote, anchoring.carry(spot, old, new).outcome
    comment_ids = [of_id for kind, of_id in outcomes if kind == "comment"]
    flag_ids = [of_id for kind, of_id in outcomes if kind == "flag" and of_id != flag.id]
    comments = session.scalars(visible.comments(actor).where(Comment.id.in_(comment_ids), Comment.state == "open"))
    flags = session.scalars(visible.flags(actor).where(Flag.id.in_(flag_ids), Flag.state.in_(acts.UNSETTLED)))
    return (
        [Touched(comment, *outcomes["comment", comment.id]) for comment in comments],
        [Touched(other, *outcomes["flag", other.id]) for other in flags],
    )


def _pointing_to(actor: Actor, section: Section) -> Sequence[Section]:
    """The sections whose present words refer to a section."""
    current = (
        select(Text.id)
        .join(SectionReference, SectionReference.version_id == Text.current_version_id)
        .where(SectionReference.target_id == section.text_id)
    )
    found = db.session().scalars(visible.sections(actor).where(Section.text_id.in_(current)).order_by(Section.text_id))
    return found.all()


def _built_on(actor: Actor, section: Section) -> tuple[Sequence[Response], Sequence[Motion]]:
    """The responses and motions, of those one may see, that quote any version of a section."""
    session = db.session()
    quoting = (
        select(Block.text_id)
        .join(Version, Version.id == Block.version_id)
        .where(Version.text_id == section.text_id)
        .scalar_subquery()
    )
    responses = session.scalars(
        visible.responses(actor).where(Response.id.in_(select(Answer.response_id).where(Answer.text_id.in_(quoting))))
    ).all()
    motions = session.scalars(
        visible.motions(actor).where(Motion.id.in_(select(Part.motion_id).where(Part.text_id.in_(quoting))))
    ).all()
    return responses, motions


def find_resolution(actor: Actor, flag: Flag) -> Resolution | None:
    """How a dispute was settled by the council, if it was."""
    if not actor.signed_in:
        return None
    return (
        db.session()
        .scalars(
            select(Resolution)
            .where(Resolution.flag_id == flag.id)
            .options(
                joinedload(Resolution.by),
                joinedload(Resolution.option),
                joinedload(Resolution.version),
            )
        )
        .one_or_none()
    )
