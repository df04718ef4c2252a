"""Makes the runs of a Word paragraph: words with their looks, links, notes and live references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policyhub.domain.document import CommentMark, Inline, LineBreak, Mark, NoteMark, Reference, Span
from policyhub.writers.docx_changes import Changes, comment_mark
from policyhub.writers.docx_styles import DISPUTED
from policyhub.writers.docx_xml import Element, Look, spaced, w, words
from policyhub.writers.docx_xml import field as word_field
from policyhub.writers.words import Labels, pieces


@dataclass(slots=True)
class Links:
    """The addresses outside the file that one part of it points to."""

    ids: dict[str, str] = field(default_factory=dict)

    def id_of(self, address: str) -> str:
        """The relationship's id for an address, the same for the same address."""
        return self.ids.setdefault(address, f"rIdLink{len(self.ids) + 1}")


@dataclass(frozen=True, slots=True)
class Target:
    """A block that can be pointed to: its bookmark, and the number that Word prints before it, if it does."""

    bookmark: str
    number: str | None


@dataclass(frozen=True, slots=True)
class WordNote:
    """A note as the text shows it: its id in the file, its mark, and whether Word counts to that mark itself."""

    number: int
    mark: str
    counted: bool


@dataclass(slots=True)
class Inlines:
    """Makes runs for one part of the file.

    ``notes`` are the notes that stand in this part, each at one mark; ``comments`` the numbers of its comments.
    """

    labels: Labels
    targets: dict[str, Target]
    notes: dict[str, WordNote] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    changes: Changes = field(default_factory=Changes)
    comments: dict[str, int] = field(default_factory=dict)

    def runs(self, content: Sequence[Inline], *, lang: str | None = None) -> list[Element]:
        """The runs of some inlines; ``lang`` is the language when it is not the document's."""
        black, red = Look(lang=lang), Look("Disputed", colour=DISPUTED, lang=lang)
        made: list[Element] = []
        link: tuple[str, Element] | None = None
        for piece in pieces(content, self.labels.disputed):
            plain = red if piece.disputed else black
            inline = piece.inline
            address = inline.link if isinstance(inline, Span) else None
            if not isinstance(inline, Span) or address is None:
                link = None
                made.extend(self._tracked(inline, self._inline(inline, plain)))
                continue
            if link is None or link[0] != address:
                link = (address, w("hyperlink", r_id=self.links.id_of(address), history=1))
                made.append(link[1])
            look = replace(_marked(plain, inline), style="Hyperlink")
            link[1].extend(self._tracked(inline, _some(words(inline.text, look.element()))))
        return made

    def _tracked(self, inline: Inline, runs: list[Element]) -> list[Element]:
        """The runs inside the mark of the change that they are under."""
        change = inline.change if isinstance(inline, Span | NoteMark | LineBreak) else None
        return [self.changes.mark(change, *runs)] if change is not None and runs else runs

    def _inline(self, inline: Inline, plain: Look) -> list[Element]:
        match inline:
            case Span(text=text):
                return _some(words(text, _marked(plain, inline).element()))
            case LineBreak():
                return [w("r", w("br"))]
            case Reference():
                return self._reference(inline, plain)
            case NoteMark(note=note):
                return self._note(note, plain)
            case CommentMark():
                return comment_mark(inline, self.comments[inline.comment])

    def _reference(self, reference: Reference, plain: Look) -> list[Element]:
        result = words(reference.text, plain.element())
        target = self.targets[reference.target]
        if target.number == reference.text:
            return word_field(f"REF {target.bookmark} \\w \\h", result, plain.element())
        return [w("hyperlink", result, anchor=target.bookmark)]

    def _note(self, note: str, plain: Look) -> list[Element]:
        raised = Look(style="FootnoteReference", lang=plain.lang, colour=plain.colour)
        known = self.notes[note]
        if known.counted:
            return [w("r", raised.element(), w("footnoteReference", id=known.number))]
        sign = w("footnoteReference", customMarkFollows=1, id=known.number)
        return [w("r", raised.element(), sign, spaced("t", known.mark))]


def _marked(look: Look, span: Span) -> Look:
    marks = span.marks
    if not marks:
        return look
    vertical = "superscript" if Mark.SUPERSCRIPT in marks else "subscript" if Mark.SUBSCRIPT in marks else None
    return Look(
        style=look.style,
        colour=look.colour,
        lang=look.lang,
        strong=Mark.STRONG in marks,
        emphasis=Mark.EMPHASIS in marks,
        strike=Mark.STRIKE in marks,
        code=Mark.CODE in marks,
        highlight=Mark.HIGHLIGHT in marks,
        underline=Mark.UNDERLINE in marks,
        vertical=vertical,
    )


def _some(element: Element | None) -> list[Element]:
    return [] if element is None else [element]
