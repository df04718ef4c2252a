"""Motions: begun by a branch's secretary, described, marked ready, taken back, submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from policyhub import db
from policyhub.acts import blocks as blocks_act
from policyhub.acts import provenance
from policyhub.acts.provenance import Source
from policyhub.acts.readiness import Obstacle, block_obstacles
from policyhub.domain.states import MOTION, WrongMove
from policyhub.models import Block, Group, Motion, Part, Text
from policyhub.models.motions import PART_KINDS
from policyhub.permissions import visible
from policyhub.permissions.actor import Actor
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

LANGUAGES = ("en-GB", "cy")


@command(Right.MAKE_MOTION, on=Group)
def start_motion(
    work: Work,
    group: Group,
    *,
    title: str,
    destination: str = "",
    word_limit: int | None = None,
    mover: str = "",
    seconder: str = "",
    lang: str = "",
) -> str:
    """Begin a motion of a branch with three empty parts. Refused without a title, and for a limit that is none."""
    motion = Motion(group_id=group.id, made_by_id=work.member_id, made_at=work.at)
    motion.lang = lang or group.lang
    if motion.lang not in LANGUAGES:
        raise Refused(N_("Choose one of the languages."), field="lang")
    _describe(motion, title, destination, word_limit, mover, seconder)
    work.session.add(motion)
    texts = blocks_act.make_empty_texts(
        work.session, "part", len(PART_KINDS), lang=motion.lang, author_id=work.member_id, at=work.at
    )
    work.session.execute(
        insert(Part),
        [
            {"text_id": text.id, "motion_id": motion.id, "kind": kind, "rank": rank}
            for rank, (text, kind) in enumerate(zip(texts, PART_KINDS, strict=True), start=1)
        ],
    )
    work.record("start_motion", "motion", motion.id)
    return motion.pid


@command(Right.EDIT_MOTION, on=Motion)
def describe_motion(
    work: Work,
    motion: Motion,
    *,
    title: str,
    destination: str = "",
    word_limit: int | None = None,
    mover: str = "",
    seconder: str = "",
) -> str:
    """Change a motion's title, destination, word limit, mover or seconder. Refused without a title."""
    _describe(motion, title, destination, word_limit, mover, seconder)
    work.record("describe_motion", "motion", motion.id)
    return motion.pid


@command(Right.FINISH_MOTION, on=Motion)
def finish_motion(work: Work, motion: Motion) -> str:
    """Call a motion ready: every member can read it, and nobody changes it.

    Refused until it resolves something, and while it has too many words.
    """
    drawn = look(work.actor, motion, numbered=False)
    if not drawn.find("resolves").blocks:
        raise Refused(N_("A motion resolves something. Add what the branch should resolve first."))
    if drawn.over:
        raise Refused(N_("It is %(over)s words over its limit. Shorten it first."), over=drawn.over)
    return _move(work, motion, "mark_ready")


@command(Right.FINISH_MOTION, on=Motion)
def reopen_motion(work: Work, motion: Motion) -> str:
    """Take a motion that is ready back, to go on writing."""
    return _move(work, motion, "take_back")


@command(Right.FINISH_MOTION, on=Motion)
def mark_submitted(work: Work, motion: Motion) -> str:
    """Say that a motion was submitted where it goes. It stays as it is from then on."""
    return _move(work, motion, "submit")


def _move(work: Work, motion: Motion, verb: str) -> str:
    try:
        motion.state = MOTION.after(motion.state, verb)
    except WrongMove:
        raise Refused(N_("The motion has moved on since you opened this page. Look at it again.")) from None
    work.record(verb, "motion", motion.id, state=motion.state)
    return motion.pid


def _describe(motion: Motion, title: str, destination: str, word_limit: int | None, mover: str, seconder: str) -> None:
    title = " ".join(title.split())
    if not title or len(title) > 300:
        raise Refused(N_("Type the motion’s title, in up to 300 characters."), field="title")
    if word_limit is not None and not 0 < word_limit <= 1_000_000:
        raise Refused(N_("A word limit is a number from 1 up."), field="word_limit")
    motion.title, motion.word_limit = title, word_limit
    motion.destination = _line(destination, 300, "destination")
    motion.mover, motion.seconder = _line(mover, 200, "mover"), _line(seconder, 200, "seconder")


def _line(words: str, most: int, field: str) -> str:
    words = " ".join(words.split())
    if len(words) > most:
        raise Refused(N_("That is too long: %(most)s characters at most."), field=field, most=most)
    return words


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part of a motion with its points."""

    part: Part
    blocks: list[Block]

    @property
    def pid(self) -> str:
        """The public id of the part's text."""
        return self.part.text.pid


@dataclass(frozen=True, slots=True)
class Draft:
    """A motion as it stands: its parts, where their words come from, how many there are, what is in the way."""

    parts: list[Drawn]
    sources: dict[int, Source]
    words: int
    over: int
    obstacles: list[Obstacle]

    def find(self, kind: str) -> Drawn:
        """The part that notes, believes or resolves."""
        return next(drawn for drawn in self.parts if drawn.part.kind == kind)

    @property
    def blocks(self) -> list[Block]:
        """The points of all parts."""
        return [block for drawn in self.parts for block in drawn.blocks]


def look(actor: Actor, motion: Motion, *, numbered: bool = True) -> Draft:
    """How a motion stands, with names only of what the actor may see."""
    session = db.session()
    parts = session.scalars(
        visible.parts(actor)
        .where(Part.motion_id == motion.id)
        .order_by(Part.rank)
        .options(joinedload(Part.text).joinedload(Text.current))
    ).all()
    blocks = blocks_act.list_blocks(session, [part.text_id for part in parts])
    drawn = [Drawn(part, blocks[part.text_id]) for part in parts]
    flat = [block for one in drawn for block in one.blocks]
    sources = provenance.list_sources(session, actor, flat, numbered=numbered)
    words = blocks_act.count(flat, motion.lang)
    over = max(0, words - motion.word_limit) if motion.word_limit else 0
    obstacles = [each for one in drawn for each in block_obstacles(one.pid, one.blocks, sources)]
    return Draft(drawn, sources, words, over, obstacles)


def list_removed(parts: Sequence[Drawn]) -> dict[int, list[Block]]:
    """What was taken out of each part and can be put back."""
    return blocks_act.list_blocks(db.session(), [one.part.text_id for one in parts], removed=True)


def list_motions(actor: Actor) -> Sequence[Motion]:
    """The motions that somebody may see, the newest first."""
    return db.session().scalars(visible.motions(actor).order_by(Motion.id.desc())).all()


def list_branches(actor: Actor) -> Sequence[Group]:
    """The branches for which somebody may begin a motion."""
    groups = db.session().scalars(select(Group).where(Group.id.in_(actor.run_group_ids)).order_by(Group.name))
    return [group for group in groups if group.kind == "branch"]
