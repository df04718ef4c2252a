"""Says what a person should know before keeping what was found in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyhub.domain.document import Mark
from policyhub.domain.recognising.flags import declares_colour
from policyhub.domain.recognising.lines import LOST
from policyhub.domain.recognising.several_motions import chosen_of
from policyhub.domain.recognising.so_far import SoFar
from policyhub.domain.sentences import N_, Sentence, fill

COLOURLESS = N_(
    "The text says that some passages are shown in %(colour)s, but this file has no colours: "
    "upload the Word file as well, so that those passages can be found.",
    "colour",
)
COLOURS = (N_("red"), N_("blue"), N_("green"), N_("yellow"), N_("purple"), N_("orange"), N_("goch"), N_("coch"))
MARK_PUT_BACK = N_("The mark of a note was lost when this file was saved: it was put back where a mark was missing.")
MARK_GUESSED = N_("The mark of a note was lost when this file was saved: one of the places is a guess to check.")
MARKS_PUT_BACK = N_(
    "The marks of %(notes)d notes were lost when this file was saved: each was put back where a mark was missing."
)
MARKS_GUESSED = (
    N_("The marks of %(notes)d notes were lost when this file was saved: one of the places is a guess to check."),
    N_(
        "The marks of %(notes)d notes were lost when this file was saved: "
        "%(guesses)d of the places are guesses to check."
    ),
)
CHARACTERS = (
    N_("A character was lost when this file was saved and is shown as �: compare with the original."),
    N_("%(num)d characters were lost when this file was saved and are shown as �: compare with the original."),
)
UNTITLED = {
    "paper": N_("No title was found: give the paper one before keeping it."),
    "consultation": N_("No title was found: give the consultation one before keeping it."),
    "response": N_("No title was found: give the response one before keeping it."),
    "motion": N_("No title was found: give the motion one before keeping it."),
}
NO_NUMBERS = N_("No numbered sections were found: the text was kept in paragraphs as it stands.")
NO_QUESTIONS = N_("No questions were found: the text was kept in sections as it stands.")
NO_MOTION = N_("Nothing was found that the motion notes, believes or resolves: its text was kept as it stands.")
MOTIONS = N_("This file holds %(num)d motions, and only one of them is read: upload the file again for each other one.")
UNANSWERED = (
    N_("%(num)d of %(questions)d questions has no answer in this file."),
    N_("%(num)d of %(questions)d questions have no answer in this file."),
)
RED = (
    N_("A passage of this file is in red: only papers have disputes, so its words are kept without the colour."),
    N_(
        "%(num)d passages of this file are in red: only papers have disputes, "
        "so their words are kept without the colour."
    ),
)
SHOWN = (
    N_(
        "This file shows %(thing)s, which cannot be kept: if it matters, put into words what it says.",
        "thing",
    ),
    N_(
        "This file shows %(things)s, which cannot be kept: if they matter, put into words what they say.",
        "things",
    ),
)
THINGS = {
    "picture": (N_("a picture"), N_("%(num)d pictures")),
    "chart": (N_("a chart"), N_("%(num)d charts")),
    "object": (N_("an object"), N_("%(num)d objects")),
}
TWO_THINGS = N_("%(first)s and %(last)s", "first", "last")
THREE_THINGS = N_("%(first)s, %(second)s and %(last)s", "first", "second", "last")
FORMULAS = (
    N_("This file has a formula, which was kept as plain words: compare with the original."),
    N_("This file has %(num)d formulas, which were kept as plain words: compare with the original."),
)
DRAWINGS = (
    N_("This file has a chart or diagram, whose words were kept without the drawing: compare with the original."),
    N_(
        "This file has %(num)d charts or diagrams, whose words were kept without the drawings: "
        "compare with the original."
    ),
)
DESCRIBED = N_(
    "This file describes what it shows in words that are not on its pages: “%(words)s”. "
    "If they matter, put them into the text."
)
HIDDEN = N_(
    "Some words of this file are hidden in Word, and came in like all others: take out those that nobody should read."
)
ELSEWHERE = N_(
    "Parts of this document stand in other files, and their words are missing here: put them into one file in Word, "
    "and upload that."
)
INSERTED = N_(
    "Another file is inserted in this one, and its words are missing here: open this file in Word, save it "
    "once more, and upload that."
)

_ALONE = {"hidden": HIDDEN, "elsewhere": ELSEWHERE, "inserted": INSERTED}


def warn(so_far: SoFar, texts: Sequence[str], title: str) -> list[Sentence]:
    """What a person should know, in plain sentences; ``texts`` are the words that were found."""
    page, drafts = so_far.page, so_far.structure.drafts
    warnings = []
    colour = next(filter(None, map(declares_colour, texts)), None)
    coloured = any(s.marks & {Mark.RED, Mark.HIGHLIGHT} for line in page.lines for s in line.styled)
    if colour and not coloured:
        warnings.append(fill(COLOURLESS, colour=colour))
    if so_far.lost:
        warnings.append(_lost_marks(len(so_far.lost), sum(1 for placed in so_far.lost.values() if not placed.sure)))
    left = sum(piece.text.count(c) for draft in drafts for piece in draft.pieces for c in LOST)
    if left:
        warnings.append(_counted(CHARACTERS, left))
    if not title:
        warnings.append(UNTITLED[so_far.kind])
    warnings += _missing(so_far)
    warnings += _coloured(so_far)
    warnings += _without_words(so_far.document.extra)
    if so_far.kind == "paper" and not any(draft.number for draft in drafts):
        warnings.append(NO_NUMBERS)
    return warnings


def _counted(one_or_many: tuple[Sentence, Sentence], num: int, **values: int) -> Sentence:
    """The sentence for one, or the one for several."""
    return fill(one_or_many[num > 1], num=num, **values)


def _lost_marks(notes: int, guesses: int) -> Sentence:
    if notes == 1:
        return MARK_GUESSED if guesses else MARK_PUT_BACK
    return fill(MARKS_GUESSED[guesses > 1] if guesses else MARKS_PUT_BACK, notes=notes, guesses=guesses)


def _missing(so_far: SoFar) -> list[Sentence]:
    """What a document of its kind should have and this one has not."""
    asked = so_far.interview.asked
    if so_far.kind in ("response", "consultation") and not asked:
        return [NO_QUESTIONS]
    if so_far.kind == "motion" and so_far.moved.parts == 0:
        return [NO_MOTION]
    if chosen_of(so_far.motions, so_far.decided) is not None:
        return [fill(MOTIONS, num=len(so_far.motions))]
    unanswered = sum(1 for one in asked if not one.answer) if so_far.kind == "response" else 0
    return [_counted(UNANSWERED, unanswered, questions=len(asked))] if unanswered else []


def _coloured(so_far: SoFar) -> list[Sentence]:
    """How many passages are red where nothing comes of it."""
    red = sum(any(Mark.RED in style.marks for style in line.styled) for line in so_far.page.lines)
    return [_counted(RED, red)] if red and so_far.kind != "paper" else []


def _without_words(extra: Mapping[str, str]) -> list[Sentence]:
    """What a file shows that cannot be kept, or not as it looks; ``extra`` says how much of it the reader met."""
    counts = {kind: int(extra.get(kind, "0")) for kind in (*THINGS, "formula", "drawing", *_ALONE)}
    shown = [_counted(words, counts[kind]) for kind, words in THINGS.items() if counts[kind]]
    said = []
    if shown:
        alone = sum(counts[kind] for kind in THINGS) == 1
        said.append(fill(SHOWN[0], thing=shown[0]) if alone else fill(SHOWN[1], things=_listed(shown)))
    if counts["formula"]:
        said.append(_counted(FORMULAS, counts["formula"]))
    if counts["drawing"]:
        said.append(_counted(DRAWINGS, counts["drawing"]))
    if extra.get("described"):
        said.append(fill(DESCRIBED, words=extra["described"]))
    return said + [sentence for kind, sentence in _ALONE.items() if counts[kind]]


def _listed(things: Sequence[Sentence]) -> Sentence:
    """One, two or three things in a row."""
    match things:
        case [first, last]:
            return fill(TWO_THINGS, first=first, last=last)
        case [first, second, last]:
            return fill(THREE_THINGS, first=first, second=second, last=last)
        case _:
            return things[0]
