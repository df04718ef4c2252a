"""Disputes: raised, tied to words, given wordings and arguments, withdrawn."""

from __future__ import annotations

import re

from policyhub.acts import anchors, texts
from policyhub.acts import ballots as ballot_acts
from policyhub.acts import flags as acts
from policyhub.acts import passages as passage_acts
from policyhub.acts.papers import raise_revision
from policyhub.domain import source_map
from policyhub.domain.states import FLAG, WrongMove
from policyhub.models import Argument, Flag, FlagOption, Section, Version
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound, load
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

MOST_OPTIONS = 26
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@command(Right.RAISE_FLAG, on=Section)
def raise_flag(
    work: Work,
    section: Section,
    *,
    question: str,
    why: str = "",
    quote: str = "",
    before: str = "",
    after: str = "",
) -> str:
    """Say that a section, or words in it, are disputed, and put the question that has to be settled.

    Refused without a question, and when the quoted words are not in the section or its notes.
    """
    session = work.session
    raise_revision(session, section.paper)
    session.refresh(section.text)
    version = _current(section)
    question = _line(question, 1000, N_("Put the question in up to 1,000 characters."), "question")
    why = _text(why, 5000, "why")
    spot = _spot(version, quote, before, after)
    flag = acts.new_flag(
        session,
        section.paper,
        ordinal=acts.next_ordinal(session, section.paper),
        stands_at_id=section.text_id,
        note=spot[1] if spot else None,
        question=question,
        why=why,
        raised_by_id=work.member_id,
        at=work.at,
    )
    session.flush()
    if spot:
        anchors.tie(session, "flag", flag.id, version, spot[0], note=spot[1])
    texts.touch(session, section.text_id)
    work.record("raise_flag", "flag", flag.id, text=section.text_id, version=version.hash)
    return flag.pid


@command(Right.PREPARE_FLAG, on=Flag)
def choose_passage(
    work: Work, flag: Flag, *, quote: str, section_pid: str = "", before: str = "", after: str = ""
) -> str:
    """Say which words a dispute is about, in its section or in another of the paper; no quote means the whole section.

    Refused when the words are not there, when it is not open, or when wordings were offered for other words.
    """
    session = work.session
    _open(work, flag)
    if len(flag.options) > 1:
        raise Refused(N_("Remove the other wordings first: they were written for the words chosen before."))
    pid = section_pid or (flag.about or flag.stands_at).text.pid
    section = load(session, Section, work.actor, pid)
    if section.paper_id != flag.paper_id:
        raise Refused(N_("Choose a section of the same paper."), field="section_pid")
    version = _current(section)
    spot = _spot(version, quote, before, after)
    passage_acts.untie(session, flag)
    texts.touch(session, flag.about_id or flag.stands_at_id)
    flag.about_id = section.text_id
    if spot:
        anchors.tie(session, "flag", flag.id, version, spot[0], note=spot[1])
    texts.touch(session, section.text_id)
    work.record("choose_passage", "flag", flag.id, text=section.text_id, version=version.hash)
    return flag.pid


@command(Right.PREPARE_FLAG, on=Flag)
def offer_option(work: Work, flag: Flag, *, label: str, replacement: str) -> str:
    """Offer another wording of the passage (plain text; empty takes the passage out). Returns the dispute's pid.

    Refused when it is not open, without a name, when the words are there already, or cannot stand in that place.
    """
    session = work.session
    _open(work, flag)
    options = acts.options_of(session, flag, at=work.at)
    if len(options) >= MOST_OPTIONS:
        raise Refused(N_("There are %(most)s options already; remove one first."), most=MOST_OPTIONS)
    label, replacement = _wording(work, flag, label, replacement, options)
    option = FlagOption(
        flag_id=flag.id,
        rank=max(o.rank for o in options) + 1,
        label=label,
        replacement=replacement,
        by_id=work.member_id,
        made_at=work.at,
    )
    session.add(option)
    session.flush()
    texts.touch(session, flag.about_id or flag.stands_at_id)
    work.record("offer_option", "flag", flag.id, option=option.id)
    return flag.pid


@command(Right.PREPARE_FLAG, on=Flag)
def change_option(work: Work, flag: Flag, *, option: str, label: str, replacement: str) -> str:
    """Word an option differently (``option`` is its pid). Refused for "leave it as it is" and what was voted on."""
    _open(work, flag)
    found = _own_option(work, flag, option)
    others = [o for o in flag.options if o is not found]
    found.label, found.replacement = _wording(work, flag, label, replacement, others)
    work.record("change_option", "flag", flag.id, option=found.id)
    return flag.pid


@command(Right.PREPARE_FLAG, on=Flag)
def remove_option(work: Work, flag: Flag, *, option: str) -> str:
    """Take an option away (``option`` is its pid). Refused for "leave it as it is" and what was voted on."""
    _open(work, flag)
    found = _own_option(work, flag, option)
    option_id = found.id
    work.session.delete(found)
    work.session.flush()
    work.session.expire(flag, ["options"])
    work.record("remove_option", "flag", flag.id, option=option_id)
    return flag.pid


@command(Right.ARGUE, on=Flag)
def add_argument(work: Work, flag: Flag, *, side: str, body: str) -> str:
    """Argue for or against changing the passage. Refused once it is settled, and without words."""
    acts.lock(work.session, flag)
    if flag.state not in acts.UNSETTLED:
        raise Refused(N_("This dispute is settled, so no argument can be added."))
    if side not in ("for", "against"):
        raise Refused(N_("Choose which side it is for."), field="side")
    body = _text(body, 5000, "body")
    if not body:
        raise Refused(N_("Write your argument first."), field="body")
    argument = Argument(flag_id=flag.id, side=side, body=body, author_id=work.member_id, made_at=work.at)
    work.session.add(argument)
    work.session.flush()
    work.record("add_argument", "flag", flag.id, argument=argument.id, side=side)
    return flag.pid


@command(Right.PREPARE_FLAG, on=Flag)
def withdraw_flag(work: Work, flag: Flag, *, reason: str) -> str:
    """Say that a point is no longer disputed, and why. Refused without a reason, and when it is not open."""
    _open(work, flag, verb="withdraw")
    flag.withdrawn_reason = _line(reason, 1000, N_("Say why in up to 1,000 characters."), "reason")
    flag.state = FLAG.after(flag.state, "withdraw")
    flag.withdrawn_at, flag.withdrawn_by_id = work.at, work.member_id
    for text_id in {flag.stands_at_id, flag.about_id or flag.stands_at_id}:
        texts.touch(work.session, text_id)
    work.record("withdraw_flag", "flag", flag.id)
    return flag.pid


def _open(work: Work, flag: Flag, verb: str = "put_to_ballot") -> None:
    """Take the lock and refuse what can only be done while a dispute is open."""
    acts.lock(work.session, flag)
    try:
        FLAG.after(flag.state, verb)
    except WrongMove:
        sentence = (
            N_("A vote on it is open: wait until it is counted.")
            if flag.state == "in_ballot"
            else N_("This dispute is settled, so it can no longer be changed.")
        )
        raise Refused(sentence) from None


def _current(section: Section) -> Version:
    if section.text.current is None:
        raise NotFound
    return section.text.current


def _spot(version: Version, quote: str, before: str, after: str) -> passage_acts.Spot | None:
    if not quote.strip():
        return None
    spot = passage_acts.locate(version, quote, before, after) if len(quote) <= 20_000 else None
    if spot is None:
        raise Refused(
            N_("These words are not in the section. Copy them from it, or leave this empty for all of it."),
            field="quote",
        )
    return spot


def _own_option(work: Work, flag: Flag, pid: str) -> FlagOption:
    found = next((o for o in flag.options if o.pid == pid), None)
    if found is None:
        raise Refused(N_("This option is no longer there. Look at the dispute again."))
    if found.replacement is None:
        raise Refused(N_("To leave it as it is must always be possible."))
    if ballot_acts.ever_stood(work.session, found):
        raise Refused(N_("People have voted on this wording, so it stays as it is. Offer another one beside it."))
    return found


def _wording(work: Work, flag: Flag, label: str, replacement: str, others: list[FlagOption]) -> tuple[str, str]:
    """A wording's name and words, made tidy and found to fit its place."""
    label = _line(label, 200, N_("Give the wording a short name, in up to 200 characters."), "label")
    words = _BLANK_LINES.sub("\n\n", _text(replacement, 50_000, "replacement"))
    passage = passage_acts.passage_of(work.session, flag)
    if passage.lost:
        raise Refused(N_("The words it is about are no longer in the text. Choose them again first."))
    if words.split() == passage.quote.split():
        raise Refused(N_("These are the words that stand there now. Write them differently."), field="replacement")
    if any(o.replacement is not None and o.replacement.split() == words.split() for o in others):
        raise Refused(N_("Another option has these words already."), field="replacement")
    try:
        passage_acts.with_words(passage, words)
    except source_map.Unplaceable:
        raise Refused(
            N_("These words cannot stand in that place. Choose the whole section instead, or write one paragraph."),
            field="replacement",
        ) from None
    return label, words


def _line(words: str, most: int, sentence: str, field: str) -> str:
    words = " ".join(words.split())
    if not words or len(words) > most:
        raise Refused(sentence, field=field)
    return words


def _text(words: str, most: int, field: str) -> str:
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > most:
        raise Refused(N_("That is too long: %(most)s characters at most."), field=field, most=most)
    return words
