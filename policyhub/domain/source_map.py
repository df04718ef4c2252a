"""Replaces or lifts out a passage of the plain text inside the Markdown body that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyhub.domain.document import CommentMark, Inline, LineBreak, NoteMark, Span
from policyhub.domain.markdown import Leaf, clean, parse
from policyhub.domain.markdown_of import markdown_of
from policyhub.domain.markup import NoteText, plain

_BLANKS = re.compile(r"[ \t\r\x0b\x0c]*\n\s*|[ \t\r\x0b\x0c]+")


class Unplaceable(ValueError):
    """The passage cannot be found in the Markdown, or the words would not come out as asked."""


def replace_passage(body: str, start: int, stop: int, replacement: str, notes: Iterable[NoteText] = ()) -> str:
    """The body with the plain text from ``start`` up to ``stop`` replaced by other plain words.

    All other Markdown, notes and live references stay; a note whose mark stood inside the passage is marked behind
    the new words. The plain text of the result is that of the body with the passage replaced, but for folded
    blanks. Raises Unplaceable if that cannot be.
    """
    return _Source(body, notes).replaced(start, stop, replacement)


def lift_out(body: str, start: int, stop: int, notes: Iterable[NoteText] = ()) -> str:
    """The body without a passage and without the blanks, empty paragraphs and items it leaves behind.

    A note whose mark stood inside the passage is marked where the passage was, or at the end of the paragraph before
    it. Raises Unplaceable if the words left would not be the words there were without the passage.
    """
    return _Source(body, notes).lifted(start, stop)


def fold(text: str) -> str:
    """A plain text with each run of blanks as one: a new line if it holds one, otherwise a blank."""
    return _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", text).strip()


class _Source:
    """A body with what its leaves are and where they stand in it."""

    def __init__(self, body: str, notes: Iterable[NoteText]) -> None:
        self.notes = tuple(notes)
        self.body = clean(body)
        self.lines = self.body.split("\n")
        pieces = parse(self.body, frozenset(note["id"] for note in self.notes))
        self.leaves = [piece for piece in pieces if isinstance(piece, Leaf)]
        self.plain = "".join(leaf.apart + leaf.text for leaf in self.leaves)

    def replaced(self, start: int, stop: int, replacement: str) -> str:
        self._check_range(start, stop)
        touched = self._touched(start, stop)
        first, last = touched[0], touched[-1]
        if first is not last and any(leaf.shape in ("cell", "head") for leaf in touched):
            raise Unplaceable("The passage runs over the border of a table's cell.")
        parts = [_split(leaf, start, stop) for leaf in touched]
        before, after = parts[0][0], parts[-1][2]
        marks = [inline for part in parts for inline in part[1] if isinstance(inline, NoteMark)]
        texts = re.split(r"\n(?:[ \t]*\n)+", clean(replacement)) if "\n" in replacement else [replacement]
        paragraphs: list[list[Inline]] = [[Span(text)] for text in texts]
        paragraphs[0] = [*before, *paragraphs[0]]
        paragraphs[-1] += [*marks, *after]
        if len(paragraphs) > 1 and first.shape != "paragraph":
            raise Unplaceable("A heading or a table's cell holds one paragraph only.")
        new = self._written(first, last, paragraphs)
        return self._proved(new, self.plain[:start] + replacement + self.plain[stop:])

    def lifted(self, start: int, stop: int) -> str:
        self._check_range(start, stop)
        source, homeless = self, list[NoteMark]()
        for leaf in reversed(self._touched(start, stop)):
            left, right = max(start, leaf.start), min(stop, leaf.stop)
            words_left = leaf.text[: left - leaf.start] + leaf.text[right - leaf.start :]
            if words_left.strip() or leaf.shape in ("cell", "head"):
                source = source._again(source._without(leaf, left, right))
            else:
                homeless = [*(i for i in leaf.content if isinstance(i, NoteMark)), *homeless]
                source = source._again(source._dropped(leaf))
        if homeless:
            source = source._again(source._housed(homeless, start))
        return self._proved(source.body, self.plain[:start] + self.plain[stop:], blanks_count=False)

    def _again(self, body: str) -> _Source:
        return _Source(body, self.notes)

    def _check_range(self, start: int, stop: int) -> None:
        if not 0 <= start <= stop <= len(self.plain):
            raise Unplaceable("There is no such place in the text.")
        if not self.leaves:
            raise Unplaceable("There are no words to replace.")

    def _touched(self, start: int, stop: int) -> list[Leaf]:
        worded = [leaf for leaf in self.leaves if leaf.text]
        found = [leaf for leaf in worded if leaf.start < stop and leaf.stop > start]
        if not found and start == stop:
            found = [leaf for leaf in worded or self.leaves if leaf.start <= start <= leaf.stop][-1:]
        if not found:
            raise Unplaceable("The passage holds no words.")
        return found

    def _without(self, leaf: Leaf, start: int, stop: int) -> str:
        """The body without a part of one leaf, with one blank where two would meet."""
        text, left, right = leaf.text, start - leaf.start, stop - leaf.start
        gap_before = left == 0 or text[left - 1].isspace()
        gap_after = right == len(text) or text[right].isspace()
        before, inside, after = _split(leaf, start, stop)
        if gap_before and gap_after:
            before = _stripped(before)
        removed = text[left:right]
        kept_blank = not (gap_before or gap_after) and removed != removed.strip()
        marks = [inline for inline in inside if isinstance(inline, NoteMark)]
        return self._written(leaf, leaf, [[*before, *marks, *([Span(" ")] if kept_blank else []), *after]])

    def _written(self, first: Leaf, last: Leaf, paragraphs: Sequence[Sequence[Inline]]) -> str:
        """The body with new paragraphs in the place of the leaves from ``first`` to ``last``."""
        if first.shape in ("cell", "head"):
            return self._with_row(first, paragraphs[0])
        prefix = self._prefix(first)
        further = re.sub(r"[^\s>]", " ", prefix)
        if first.shape == "heading":
            further = ""
        words = [markdown_of(paragraph, "\\\n" + further) for paragraph in paragraphs]
        text = prefix + f"\n{further.rstrip()}\n{further}".join(words)
        below = self.lines[last.lines[1] :] if last is not first else self.lines[first.lines[1] :]
        return "\n".join([*self.lines[: first.lines[0]], text, *below])

    def _with_row(self, cell: Leaf, content: Sequence[Inline]) -> str:
        row = [leaf for leaf in self.leaves if leaf.shape == cell.shape and leaf.lines == cell.lines]
        cells = [markdown_of(content if leaf is cell else leaf.content).replace("|", "\\|") for leaf in row]
        line = self.lines[cell.lines[0]]
        indent = line[: len(line) - len(line.lstrip(" \t>"))]
        lines = [*self.lines]
        lines[cell.lines[0]] = f"{indent}| {' | '.join(cells)} |"
        return "\n".join(lines)

    def _dropped(self, leaf: Leaf) -> str:
        """The body without the lines of a leaf; an item that goes on below keeps its mark."""
        prefix = self._prefix(leaf)
        first, after = leaf.lines
        below = self.lines[after:]
        marked = re.search(r"[^\s>]", prefix) is not None and leaf.shape != "heading"
        if not marked:
            kept = [*self.lines[:first], *below]
            return "\n".join(kept)
        width = len(prefix)
        following = next((line for line in below if line.strip(" \t>")), "")
        goes_on = len(following) - len(following.lstrip(" \t")) >= width
        return "\n".join([*self.lines[:first], *([prefix.rstrip()] if goes_on else []), *below])

    def _housed(self, marks: Sequence[NoteMark], place: int) -> str:
        """The body with the marks of notes at the end of the last words before a place, or before the first."""
        homes = [leaf for leaf in self.leaves if leaf.shape == "paragraph"]
        if not homes:
            return "\n\n".join([self.body.rstrip("\n"), markdown_of(marks)]).lstrip("\n")
        earlier = [leaf for leaf in homes if leaf.start < place]
        home = earlier[-1] if earlier else homes[0]
        content = [*home.content, *marks] if earlier else [*marks, *home.content]
        return self._written(home, home, [content])

    def _prefix(self, leaf: Leaf) -> str:
        """What stands before the words of a leaf on its first line: the signs of quotations, items and headings."""
        line = self.lines[leaf.lines[0]]
        words = leaf.source.split("\n", 1)[0]
        if leaf.shape == "heading":
            sign = re.match(r"[\s>\-+*0-9.)]*?#{1,6}[ \t]+", line)
            at = sign.end() if sign and line.startswith(words, sign.end()) else line.find(words)
        else:
            at = len(line.rstrip(" \t")) - len(words.rstrip(" \t"))
        if at < 0 or not line.startswith(words.rstrip(" \t"), at):
            raise Unplaceable("The words cannot be found in the Markdown.")
        return line[:at]

    def _proved(self, body: str, wanted: str, blanks_count: bool = True) -> str:
        made = plain(body, self.notes)
        same = fold(made) == fold(wanted) if blanks_count else "".join(made.split()) == "".join(wanted.split())
        marks = sorted(i.note for i in self._inlines() if isinstance(i, NoteMark))
        kept = sorted(i.note for i in self._again(body)._inlines() if isinstance(i, NoteMark))
        if not same or marks != kept:
            raise Unplaceable("The passage cannot be replaced without touching other words.")
        return body

    def _inlines(self) -> list[Inline]:
        return [inline for leaf in self.leaves for inline in leaf.content]


def _stripped(content: Sequence[Inline]) -> list[Inline]:
    """The content without blanks at its end."""
    left = list(content)
    while left and isinstance(last := left[-1], Span | LineBreak):
        text = last.text.rstrip() if isinstance(last, Span) else ""
        left.pop()
        if text and isinstance(last, Span):
            left.append(Span(text, last.marks, last.link))
            break
    return left


def _split(leaf: Leaf, start: int, stop: int) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """What stands in a leaf before a passage, inside and after it; a reference that is cut becomes plain words.

    The mark of a note at the border of the passage stays outside.
    """
    parts: tuple[list[Inline], list[Inline], list[Inline]] = ([], [], [])
    place = leaf.start
    for inline in leaf.content:
        if isinstance(inline, NoteMark):
            parts[0 if place <= start else 2 if place >= stop else 1].append(inline)
            continue
        if isinstance(inline, CommentMark):
            continue
        text = "\n" if isinstance(inline, LineBreak) else inline.text
        cuts = [place, *(min(max(cut, place), place + len(text)) for cut in (start, stop)), place + len(text)]
        for part, left, right in zip(parts, cuts, cuts[1:], strict=False):
            if right - left == len(text):
                part.append(inline)
            elif right > left:
                span = inline if isinstance(inline, Span) else Span("")
                part.append(Span(text[left - place : right - place], span.marks, span.link))
        place += len(text)
    return parts
