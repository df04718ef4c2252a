"""The few words that stand in no text but are printed with it: labels of disputed passages, the form of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from policyhub.domain.characters import clean, one_line
from policyhub.domain.document import Change, ChangeKind, Document, Inline, Mark, Reference, Span

_BOLD, _RED = frozenset({Mark.STRONG}), frozenset({Mark.RED})


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words a writer adds by itself, in the language of the document."""

    disputed: str = "Disputed"
    notes: str = "Notes"
    page: str = "Page {page} of {pages}"
    comments: str = "Comments"
    comment: str = "Comment"
    in_text: str = "in the text"
    answers: str = "answers another comment"
    resolved: str = "settled"
    inserted: str = "Inserted"
    deleted: str = "Deleted"
    moved_from: str = "Moved from here"
    moved_to: str = "Moved to here"
    legend: str = "Words that are underlined were put in; words that are struck through were taken out."

    @property
    def changes(self) -> dict[ChangeKind, str]:
        """What is said of each kind of tracked change."""
        return {
            ChangeKind.INSERT: self.inserted,
            ChangeKind.DELETE: self.deleted,
            ChangeKind.MOVED_FROM: self.moved_from,
            ChangeKind.MOVED_TO: self.moved_to,
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """An inline, and whether it is part of a disputed passage."""

    inline: Inline
    disputed: bool = False


def labels_of(document: Document) -> Labels:
    """The writer's own words: ``label.disputed``, ``label.notes``, ``label.page`` … of ``extra``, else English."""
    default = Labels()
    given = document.extra
    names = (name.name for name in fields(Labels) if name.name != "page")
    page = given.get("label.page", default.page)
    words = {name: clean(given.get(f"label.{name}", getattr(default, name))) for name in names}
    return Labels(**words, page=clean(page) if "{page}" in page and "{pages}" in page else default.page)


def shown(number: str) -> str:
    """The number as it is printed before words: a bare "1" or "b" gets a full stop, "1.2" and "(b)" do not."""
    number = one_line(number)
    return f"{number}." if number.isalnum() and len(number) <= 5 else number


def pieces(
    content: Sequence[Inline], label: str, *, disputed: bool = False, looks: frozenset[Mark] = _BOLD
) -> list[Piece]:
    """The inlines with every disputed passage between "[Disputed: " and "]".

    A passage is disputed when the whole paragraph is, or where its words are red: colour alone is lost on
    paper and on whoever cannot see it.
    """
    if not disputed and not any(isinstance(inline, Span) and Mark.RED in inline.marks for inline in content):
        return [Piece(inline) for inline in content]
    reds = reds_of(content, disputed=disputed)
    found: list[Piece] = []
    inside = False
    change: Change | None = None
    for place, (inline, red) in enumerate(zip(content, reds, strict=True)):
        if red and not inside:
            change = _shared_change(content, reds, place)
            found.append(_label(f"[{label}: ", looks, change))
        if inside and not red:
            found.append(_label("]", looks, change))
        found.append(Piece(inline, red))
        inside = red
    if inside:
        found.append(_label("]", looks, change))
    return found


def _label(text: str, looks: frozenset[Mark], change: Change | None) -> Piece:
    return Piece(Span(text, looks, change=change), True)


def _shared_change(content: Sequence[Inline], reds: Sequence[bool], start: int) -> Change | None:
    """What was done with a disputed passage as a whole: its label comes and goes with it."""
    end = next((place for place in range(start, len(reds)) if not reds[place]), len(reds))
    changes = {inline.change for inline in content[start:end] if isinstance(inline, Span) and inline.text}
    return changes.pop() if len(changes) == 1 else None


def reds_of(content: Sequence[Inline], *, disputed: bool = False) -> list[bool]:
    """For each inline whether it is red; what has no words of its own is as what stands on both its sides."""
    if disputed:
        return [True] * len(content)
    own = [_own_red(inline) for inline in content]
    after: list[bool] = [False] * len(own)
    following = False
    for place in range(len(own) - 1, -1, -1):
        mine = own[place]
        following = following if mine is None else mine
        after[place] = following
    reds: list[bool] = []
    before = False
    for place, mine in enumerate(own):
        red = (before and after[place]) if mine is None else mine
        reds.append(red)
        before = red
    return reds


def in_words(reference: Reference, *, red: bool) -> Span:
    """The words of a reference that leads nowhere; ``red`` is what ``reds_of`` says of its place."""
    return Span(one_line(reference.text), _RED if red else frozenset())


def _own_red(inline: Inline) -> bool | None:
    if isinstance(inline, Span) and inline.text.strip():
        return Mark.RED in inline.marks
    return None
