"""Documents for the tests of the writers: generated ones, and what has to be read in a file made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from policyhub.domain.document import (
    Block,
    Document,
    Fact,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)

FRAGMENTS = [
    "heather", "orchard", "lantern", "Gŵyl", "ŷd", "kettle", "😀", "café",
    "1.", "2)", "-", "+", "*", "**", "_", "__", "~", "~~", "#", "##", "=", "===", "---", ">", "|", "||", "`", "``",
    "\\", "[", "]", "[x]", "[x]: y", "](z)", "![a](b)", "[^1]", "[^1]:", "(", ")", ":", "<b>", "</b>", "<!--", "&amp;",
    "&", "&#42;", "{", "{ref:", "{ DDEAUTO c:\\x }", "=1+1", "\n", "\n\n", "\t", " ", "  ", "\u00a0", "\r\n", "\x00",
    "\x0b", "\x0c", "\x1b", "\x1d", "\x85", "\u2028", "\ud800", "\udfff", "\ufffe", "\uffff", "%1", "]]>", "'", '"',
    "REF _Ref1 \\h", "www.example.org", "http://example.org/", "a_b_c", "x*y*z", ".", ",", "!", "$",
]  # fmt: skip

NUMBERS = ["1", "2", "3", "8", "9", "1.1", "1.2", "1.3", "2.1", "8.1", "1.1.1", "1.1.2", "2.1.1", "a", "(a)", "iv",
           "4A", "Appendix 1", "01", "0", "1.01", "12345", "\x07", "1.1.1.1.1.1.1.1.1",
           "1.1.1.1.1.1.1.1.1.1"]  # fmt: skip
MARKERS = ["•", "-", "–", "*", "a)", "b)", "c)", "1.", "2.", "3.", "(i)", "(ii)", "(iii)", "A.", "B.", "I)", "7)", "%1",
           "", "xx", "z)", "aa)", "→", "\x07"]  # fmt: skip
LINKS = [None, None, "https://example.org/a_b?c=1&d=(2)*3", "mailto:someone@example.org", "javascript:alert(1)",
         "file:///etc/x", 'https://example.org/" \\o "x', "https://example.org/\x00"]  # fmt: skip
MARKS = ["1", "2", "3", "*", "†", "a", "", "x y", "10"]


def paired(text: str) -> str:
    """The text with two halves of a surrogate pair that meet as the one character that they are wherever it is kept."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


texts = (st.lists(st.sampled_from(FRAGMENTS), max_size=7).map("".join) | st.text(max_size=8)).map(paired)
ids = st.sampled_from(["k1", "k2", "k3", 'k"4'])
note_ids = st.sampled_from(["n1", "n2", "n3", "lost"])
inlines = st.one_of(
    st.builds(Span, texts, st.frozensets(st.sampled_from(list(Mark)), max_size=2), st.sampled_from(LINKS)),
    st.builds(Span, texts),
    st.builds(NoteMark, note_ids),
    st.builds(Reference, ids, st.sampled_from(NUMBERS)),
    st.builds(LineBreak),
)
contents = st.lists(inlines, max_size=6).map(tuple)
langs = st.sampled_from([None, "cy", "en", "de-AT", "no such tag", '"><'])
numbers = st.none() | st.sampled_from(NUMBERS)
blocks = st.one_of(
    st.builds(Paragraph, contents, numbers, st.none() | ids, st.integers(0, 2), langs, st.booleans()),
    st.builds(Heading, contents, st.integers(-1, 11), numbers, st.none() | ids, langs),
    st.builds(ListItem, contents, st.integers(-1, 10), st.sampled_from(MARKERS)),
    st.builds(ListItem, contents, st.integers(0, 2), st.sampled_from(MARKERS)),
    st.builds(Quotation, contents),
    st.builds(Table, st.lists(st.lists(contents, max_size=3).map(tuple), max_size=3).map(tuple), st.booleans()),
)
documents = st.builds(
    Document,
    title=texts,
    subtitle=st.none() | texts,
    lang=langs.map(str),
    facts=st.lists(st.builds(Fact, texts, texts), max_size=2).map(tuple),
    blocks=st.lists(blocks, max_size=8).map(tuple),
    notes=st.lists(
        st.builds(Note, note_ids, st.sampled_from(MARKS), st.lists(blocks, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    extra=st.just({}) | st.fixed_dictionaries({"association": texts, "date": texts, "label.notes": texts}),
)


def kept(text: str) -> str:
    """What of a text can be read in any file: blanks for whatever is one, nothing for what XML forbids."""
    return "".join(" " if sign.isspace() else sign if _allowed(sign) else "" for sign in text)


def _allowed(sign: str) -> bool:
    code = ord(sign)
    return 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def folded(text: str) -> str:
    return " ".join(kept(text).split())


def printed(number: str | None) -> str:
    """A number as it has to be read, its closing full stop included."""
    number = folded(number or "")
    return f"{number}." if number.isalnum() and len(number) <= 5 else number


class Expected:
    """What has to be read: ``note`` gives what stands at a mark, ``marker`` what stands before an item."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_id = {note.id: note for note in reversed(document.notes)}

    def note(self, note: Note) -> str:
        return folded(note.mark)

    def marker(self, item: ListItem, words: str) -> str:
        return folded(item.marker)

    def front(self) -> list[str]:
        document = self.document
        facts = [f"{folded(fact.name)}{':' if folded(fact.name) else ''} {kept(fact.value)}" for fact in document.facts]
        return [kept(document.title), kept(document.subtitle or ""), *facts]

    def blocks(self, found: Sequence[Block], *, in_note: bool = False) -> Iterator[str]:
        for block in found:
            match block:
                case Table(rows=rows):
                    for row in rows:
                        yield " ".join(self.content(cell, in_note=in_note) for cell in row)
                case ListItem(content=content):
                    words = self.content(content, in_note=in_note)
                    yield f"{self.marker(block, words)} {words}"
                case Quotation(content=content):
                    yield self.content(content, in_note=in_note)
                case Heading(content=content, number=number):
                    yield f"{printed(number)} {self.content(content, in_note=in_note)}"
                case Paragraph(content=content, number=number, disputed=disputed):
                    yield f"{printed(number)} {self.content(content, disputed=disputed, in_note=in_note)}"

    def content(self, content: Sequence[Inline], *, disputed: bool = False, in_note: bool = False) -> str:
        parts: list[str] = []
        red = False
        for place, inline in enumerate(content):
            now = disputed or _red_at(content, place)
            if now and not red:
                parts.append("[Disputed: ")
            if red and not now:
                parts.append("]")
            red = now
            match inline:
                case Span(text=text):
                    parts.append(kept(text))
                case Reference(text=text):
                    parts.append(folded(text))
                case LineBreak():
                    parts.append(" ")
                case NoteMark(note=note) if note in self.by_id:
                    parts.append(self.mark_in_note(self.by_id[note]) if in_note else self.note(self.by_id[note]))
        return "".join(parts) + ("]" if red else "")

    def mark_in_note(self, note: Note) -> str:
        return folded(note.mark)

    def placed(self) -> list[Note]:
        """The notes in the order of their first marks in the text."""
        order: dict[str, Note] = {}
        for block in self.document.blocks:
            cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.content]
            for cell in cells:
                for inline in cell:
                    if isinstance(inline, NoteMark) and inline.note in self.by_id:
                        order[inline.note] = self.by_id[inline.note]
        return list(order.values())

    def loose(self) -> list[Note]:
        placed = self.placed()
        return [note for note in self.document.notes if not any(note is other for other in placed)]

    @property
    def notes_label(self) -> str:
        return kept(self.document.extra.get("label.notes", "Notes"))


def _red_at(content: Sequence[Inline], place: int) -> bool:
    def red(inline: Inline) -> bool | None:
        if isinstance(inline, Span) and inline.text.strip():
            return Mark.RED in inline.marks
        return None

    own = red(content[place])
    if own is not None:
        return own
    before = next((found for inline in reversed(content[:place]) if (found := red(inline)) is not None), False)
    after = next((found for inline in content[place:] if (found := red(inline)) is not None), False)
    return before and after


def words_of(lines: Sequence[str]) -> list[str]:
    return [word for line in lines for word in line.split()]
