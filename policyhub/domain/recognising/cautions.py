"""Says what a person should know before keeping what was found in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyhub.domain.document import Mark
from policyhub.domain.recognising.flags import declares_colour
from policyhub.domain.recognising.lines import LOST
from policyhub.domain.recognising.so_far import SoFar

_SHOWN = {"picture": ("a", "pictures"), "chart": ("a", "charts"), "object": ("an", "objects")}


def warn(so_far: SoFar, texts: Sequence[str], title: str) -> list[str]:
    """What a person should know, in plain sentences; ``texts`` are the words that were found."""
    page, drafts = so_far.page, so_far.structure.drafts
    warnings = []
    colour = next(filter(None, map(declares_colour, texts)), None)
    coloured = any(s.marks & {Mark.RED, Mark.HIGHLIGHT} for line in page.lines for s in line.styled)
    if colour and not coloured:
        warnings.append(
            f"The text says that some passages are shown in {colour}, but this file has no colours: "
            "upload the Word file as well, so that those passages can be found."
        )
    guesses = sum(1 for placed in so_far.lost.values() if not placed.sure)
    if so_far.lost:
        many, marks = (
            len(so_far.lost),
            "The marks of {} notes were" if len(so_far.lost) > 1 else "The mark of a note was",
        )
        guessed = "one of the places is a guess" if guesses == 1 else f"{guesses} of the places are guesses"
        put_back = "each was put back" if many > 1 else "it was put back"
        checked = f"{guessed} to check" if guesses else f"{put_back} where a mark was missing"
        warnings.append(f"{marks.format(many)} lost when this file was saved: {checked}.")
    left = sum(piece.text.count(c) for draft in drafts for piece in draft.pieces for c in LOST)
    if left:
        warnings.append(
            f"{left} characters were lost when this file was saved and are shown as �: compare with the original."
            if left > 1
            else "A character was lost when this file was saved and is shown as �: compare with the original."
        )
    if not title:
        warnings.append(f"No title was found: give the {so_far.kind} one before keeping it.")
    warnings += _missing(so_far)
    warnings += _without_words(so_far.document.extra)
    if so_far.kind == "paper" and not any(draft.number for draft in drafts):
        warnings.append("No numbered sections were found: the text was kept in paragraphs as it stands.")
    return warnings


def _missing(so_far: SoFar) -> list[str]:
    """What a document of its kind should have and this one has not."""
    asked = so_far.interview.asked
    if so_far.kind in ("response", "consultation") and not asked:
        return ["No questions were found: the text was kept in sections as it stands."]
    if so_far.kind == "motion" and so_far.moved.parts == 0:
        return ["Nothing was found that the motion notes, believes or resolves: its text was kept as it stands."]
    unanswered = sum(1 for one in asked if not one.answer) if so_far.kind == "response" else 0
    if unanswered:
        return [
            f"{unanswered} of {len(asked)} questions {'has' if unanswered == 1 else 'have'} no answer in this file."
        ]
    return []


def _without_words(extra: Mapping[str, str]) -> list[str]:
    """What a file shows that cannot be kept, or not as it looks; ``extra`` says how much of it the reader met."""
    counts = {kind: int(extra.get(kind, "0")) for kind in (*_SHOWN, "formula", "inserted")}
    shown = [
        f"{counts[one]} {many}" if counts[one] > 1 else f"{a} {one}" for one, (a, many) in _SHOWN.items() if counts[one]
    ]
    said = []
    if shown:
        listed = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
        alone = len(shown) == 1 and sum(counts[one] for one in _SHOWN) == 1
        said.append(
            f"This file shows {listed}, which cannot be kept: if {'it matters' if alone else 'they matter'}, put into "
            f"words what {'it says' if alone else 'they say'}."
        )
    if counts["formula"]:
        a_few = "a formula, which was" if counts["formula"] == 1 else f"{counts['formula']} formulas, which were"
        said.append(f"This file has {a_few} kept as plain words: compare with the original.")
    if counts["inserted"]:
        said.append(
            "Another file is inserted in this one, and its words are missing here: open this file in Word, save it "
            "once more, and upload that."
        )
    return said
