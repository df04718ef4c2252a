"""Says what a person should know before keeping what was found in a file."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.document import Mark
from policyhub.domain.recognising.flags import declares_colour
from policyhub.domain.recognising.lines import LOST
from policyhub.domain.recognising.so_far import SoFar


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
