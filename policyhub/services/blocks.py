"""Answers and motions assembled of blocks: passages, own words and pointers are put in, edited, moved, taken out."""

from __future__ import annotations

from sqlalchemy import select

from policyhub.acts.assembling import Assembly
from policyhub.acts.blocks import Missing
from policyhub.domain.source_map import Unplaceable
from policyhub.models import Answer, Block, Part, Question, Section, Version
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound, load
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Conflict, Refused

Place = Answer | Part
LONGEST = 200_000
CHOOSE = N_("Choose whether to take the new words or to keep the old ones.")
_GONE = N_("These words were taken out meanwhile. Look at the page again.")


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def insert_passage(
    work: Work, answer: Answer, *, section: str, version: str = "", quote: str = "", after: str = ""
) -> str:
    """Put the words of a section (its pid) into an answer, or a quote from them: pinned to a version, or the newest.

    Refused when the section holds no words, or not these, or they cannot stand by themselves.
    """
    return _insert(work, answer, section, version, quote, after)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def insert_point(work: Work, part: Part, *, section: str, version: str = "", quote: str = "", after: str = "") -> str:
    """Put the words of a section into a part of a motion, as ``insert_passage`` does for an answer."""
    return _insert(work, part, section, version, quote, after)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def add_prose(work: Work, answer: Answer, *, body: str, after: str = "") -> str:
    """Put own words (Markdown) into an answer, behind a block or at the end. Refused without any."""
    return _write(work, answer, body, after)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def add_point(work: Work, part: Part, *, body: str, after: str = "") -> str:
    """Put own words into a part of a motion. Refused without any."""
    return _write(work, part, body, after)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def point_to_answer(work: Work, answer: Answer, *, question: str, after: str = "") -> str:
    """Point to the answer of another question (its pid) of the same consultation. Refused for any other."""
    target = work.session.scalars(
        select(Question).where(
            Question.pid == question, Question.consultation_id == answer.response.consultation_id, Question.asked
        )
    ).one_or_none()
    if target is None or target.id == answer.question_id:
        raise Refused(N_("Choose another question of this consultation."), field="question")
    assembly = Assembly(work.session, answer.text)
    if any(block.see_question_id == target.id for block in assembly.blocks):
        raise Refused(N_("This answer points there already."), field="question")
    assembly.point(target, after=after)
    return _done(work, answer, assembly, "point_to_answer", question=target.id)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def edit_block(work: Work, answer: Answer, *, block: str, body: str, base: str) -> str:
    """Word a block differently; a passage becomes adapted, and no longer claims to be agreed.

    ``base`` is the version of the answer that was edited: Conflict when somebody has put another one since. Refused
    without words, and for a pointer.
    """
    return _edit(work, answer, block, body, base)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def edit_point(work: Work, part: Part, *, block: str, body: str, base: str) -> str:
    """Word a point of a motion differently, as ``edit_block`` does for an answer."""
    return _edit(work, part, block, body, base)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def move_block(work: Work, answer: Answer, *, block: str, up: bool) -> str:
    """Let a block change places with the one before or behind it. Refused at the edge."""
    return _move(work, answer, block, up)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def move_point(work: Work, part: Part, *, block: str, up: bool) -> str:
    """Let a point change places with the one before or behind it. Refused at the edge."""
    return _move(work, part, block, up)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def remove_block(work: Work, answer: Answer, *, block: str) -> str:
    """Take a block out; it can be put back. An answer without words is no longer complete."""
    return _remove(work, answer, block)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def remove_point(work: Work, part: Part, *, block: str) -> str:
    """Take a point out; it can be put back."""
    return _remove(work, part, block)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def restore_block(work: Work, answer: Answer, *, block: str) -> str:
    """Put a block back that was taken out. Refused when it stands there."""
    return _restore(work, answer, block)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def restore_point(work: Work, part: Part, *, block: str) -> str:
    """Put a point back that was taken out. Refused when it stands there."""
    return _restore(work, part, block)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def take_new_words(work: Work, answer: Answer, *, block: str) -> str:
    """Pin a passage to the words its paper has now. Refused for adapted ones, when part of a section
    is gone, and when the new words are in a paper that the member cannot see (any more)."""
    return _take(work, answer, block)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def take_new_point(work: Work, part: Part, *, block: str) -> str:
    """Pin a passage of a motion to the words its paper has now, as ``take_new_words`` does."""
    return _take(work, part, block)


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def keep_old_words(work: Work, answer: Answer, *, block: str) -> str:
    """Keep a passage as it was pinned, though its paper has moved on; asked again when it moves on once more."""
    return _keep(work, answer, block)


@command(Right.EDIT_MOTION, on=Part, locked=True)
def keep_old_point(work: Work, part: Part, *, block: str) -> str:
    """Keep a passage of a motion as it was pinned."""
    return _keep(work, part, block)


def _insert(work: Work, place: Place, section_pid: str, version_pid: str, quote: str, after: str) -> str:
    section = load(work.session, Section, work.actor, section_pid)
    version = section.text.current
    if version is None or (version_pid and version.pid != version_pid):
        version = load(work.session, Version, work.actor, version_pid)
        if version.text_id != section.text_id:
            raise Refused(N_("Choose the words again: they belong to another section."))
    assembly = Assembly(work.session, place.text)
    try:
        assembly.insert_passage(version, quote=quote, after=after)
    except Missing:
        sentence = N_("These words do not stand in the section. Copy them as they are, without leaving any out.")
        raise Refused(sentence if quote else N_("This section has no words of its own."), field="quote") from None
    except Unplaceable:
        raise Refused(
            N_("These words cannot stand by themselves. Take the whole section, or other words."), field="quote"
        ) from None
    return _done(work, place, assembly, "insert_passage", version=version.hash)


def _write(work: Work, place: Place, body: str, after: str) -> str:
    assembly = Assembly(work.session, place.text)
    assembly.add_prose(_words(body), after=after)
    return _done(work, place, assembly, "add_prose")


def _edit(work: Work, place: Place, pid: str, body: str, base: str) -> str:
    words = _words(body)
    assembly = Assembly(work.session, place.text)
    if assembly.base.pid != base:
        raise Conflict(
            N_("Somebody changed this text while you were writing. Both are shown below, and nothing is lost."),
            theirs=assembly.base,
        )
    block = _find(assembly, pid)
    if block.kind == "see":
        raise Refused(N_("A pointer has no words of its own. Take it out and add another."))
    assembly.edit(block, words)
    return _done(work, place, assembly, "edit_block", adapted=block.adapted)


def _move(work: Work, place: Place, pid: str, up: bool) -> str:
    assembly = Assembly(work.session, place.text)
    if not assembly.move(_find(assembly, pid), up=up):
        raise Refused(N_("It stands there already."))
    return _done(work, place, assembly, "move_block", up=up)


def _remove(work: Work, place: Place, pid: str) -> str:
    assembly = Assembly(work.session, place.text)
    assembly.remove(_find(assembly, pid), at=work.at)
    if isinstance(place, Answer) and not assembly.blocks and not place.chosen:
        place.complete = False
    return _done(work, place, assembly, "remove_block")


def _restore(work: Work, place: Place, pid: str) -> str:
    assembly = Assembly(work.session, place.text)
    try:
        block = assembly.find(pid)
    except Missing:
        raise Refused(_GONE) from None
    if block.removed_at is None:
        raise Refused(N_("It stands there already."))
    assembly.restore(block)
    return _done(work, place, assembly, "restore_block")


def _take(work: Work, place: Place, pid: str) -> str:
    assembly = Assembly(work.session, place.text)
    block = _find(assembly, pid)
    newer = _newer(work, block)
    if block.adapted:
        raise Refused(N_("You have adapted these words. Edit them, or keep them as they are."))
    try:
        load(work.session, Version, work.actor, newer.pid)
    except NotFound:
        raise Refused(N_("You cannot see the new words: their paper is a draft again. Keep the old ones.")) from None
    try:
        assembly.take_new_words(block, newer)
    except (Missing, Unplaceable):
        raise Refused(N_("The new version no longer has these words. Take them out and choose others.")) from None
    return _done(work, place, assembly, "take_new_words", version=newer.hash)


def _keep(work: Work, place: Place, pid: str) -> str:
    assembly = Assembly(work.session, place.text)
    block = _find(assembly, pid)
    newer = _newer(work, block)
    block.kept_over_id = newer.id
    return _done(work, place, assembly, "keep_old_words", over=newer.hash)


def _newer(work: Work, block: Block) -> Version:
    """The version that took the place of a pinned one."""
    pinned = block.version
    if pinned is None or pinned.text.current_version_id in (None, pinned.id):
        raise Refused(N_("These are the newest words already."))
    return work.session.get_one(Version, pinned.text.current_version_id)


def _find(assembly: Assembly, pid: str) -> Block:
    block = next((one for one in assembly.blocks if one.pid == pid), None)
    if block is None:
        raise Refused(_GONE)
    return block


def _words(body: str) -> str:
    words = body.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(N_("Write something first."), field="body")
    if len(words) > LONGEST:
        raise Refused(N_("That is too long: %(most)s characters at most."), field="body", most=LONGEST)
    return words


def _done(work: Work, place: Place, assembly: Assembly, verb: str, **facts: object) -> str:
    version = assembly.save(member_id=work.member_id, at=work.at)
    if version is not None:
        facts["text"] = version.hash
    work.record(verb, "answer" if isinstance(place, Answer) else "part", place.text_id, **facts)
    return place.text.pid
