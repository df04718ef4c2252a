"""What is written as Markdown is read back with the same blocks, words and notes.

Looks are compared apart: the writer leaves a look out where readers of Markdown would see signs instead (half a word in
bold beside a quotation mark), and numbers, labels and markers that Markdown cannot count are typed words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policyhub.domain.characters import one_line
from policyhub.domain.document import (
    Block,
    Document,
    Heading,
    LineBreak,
    ListItem,
    Mark,
    NoteMark,
    Paragraph,
    Quotation,
    Span,
    Table,
    plain_of,
)
from policyhub.domain.reducing import reduced_to
from policyhub.domain.tidying import normal
from policyhub.readers.markdown import read_markdown
from policyhub.writers.markdown import CARRIES, write_markdown
from tests.writers.documents import Expected
from tests.writers.full_documents import full_documents

many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BULLETS = frozenset("•-–—*◦▪‣·○●■□⁃∙")
Said = tuple[str, list[str]]


class Typed(Expected):
    """What Markdown has typed words for: numbers, labels of disputed passages, marks of notes that stand nowhere."""

    def note(self, note: object) -> str:
        return ""

    def mark_in_note(self, note: object) -> str:
        return f"[{one_line(note.mark)}]"  # type: ignore[attr-defined]

    def said(self, blocks: Sequence[Block], *, in_note: bool = False) -> Iterator[Said]:
        for block in blocks:
            kind, words = type(block).__name__, " ".join(self.blocks([block], in_note=in_note))
            if isinstance(block, ListItem) and block.marker in {*BULLETS, ""}:
                words = self.content(block.content, in_note=in_note)
            if isinstance(block, Table) and not any(map(str.split, words)):
                continue
            if words.split():
                yield kind, words.split()

    def whole(self) -> list[Said]:
        document = self.document
        front: list[Said] = [("Heading", document.title.split()), ("Paragraph", (document.subtitle or "").split())]
        facts = (f"{fact.name}{':' if fact.name else ''} {fact.value}" for fact in document.facts)
        front += [("ListItem", fact.split()) for fact in facts]
        loose: list[Said] = []
        for note in self.loose():
            loose += [("Paragraph", f"[{note.mark}]".split()), *self.said(note.blocks, in_note=True)]
        if loose:
            loose.insert(0, ("Heading", self.notes_label.split()))
        return [line for line in front if line[1]] + [*self.said(document.blocks), *loose]


def said(blocks: Sequence[Block]) -> list[Said]:
    found: list[Said] = []
    for block in blocks:
        if isinstance(block, Table):
            words = " ".join(plain_of(cell) for row in block.rows for cell in row)
        else:
            marker = block.marker if isinstance(block, ListItem) and block.marker != "•" else ""
            words = f"{marker} {plain_of(block.content)}"
        found.append((type(block).__name__, words.split()))
    return [line for line in found if line[1]]


@many
@given(full_documents)
def test_markdown_is_read_back_with_the_same_blocks_words_and_notes(document: Document) -> None:
    reduced = normal(reduced_to(document, CARRIES))
    expected = Typed(reduced)
    source = write_markdown(reduced)
    assume(re.search(r"[^\W_]", source.decode()))

    found = read_markdown(source)

    assert said(found.blocks) == expected.whole()
    assert [said(note.blocks) for note in found.notes] == [
        list(expected.said(note.blocks, in_note=True)) for note in expected.placed()
    ]


words = st.text(alphabet="abcdefgŵŷ ", min_size=1, max_size=12).map(one_line).filter(bool)
looks = st.frozensets(st.sampled_from([Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE]), max_size=2)
links = st.sampled_from([None, "https://example.org/a?b=c&d", "mailto:someone@example.org"])
plain_contents = st.lists(st.builds(Span, words, looks, links), min_size=1, max_size=4).map(
    lambda spans: tuple(inline for span in spans for inline in (span, Span(" ")))
)
plain_blocks = st.one_of(
    st.builds(Heading, plain_contents, st.integers(1, 4)),
    st.builds(Paragraph, plain_contents),
    st.builds(Quotation, plain_contents),
    st.builds(ListItem, plain_contents),
    st.builds(lambda one, two: Paragraph((*one, LineBreak(), *two)), plain_contents, plain_contents),
    st.builds(
        Table, st.lists(st.tuples(plain_contents, plain_contents), min_size=1, max_size=3).map(tuple), st.booleans()
    ),
)


@many
@given(st.lists(plain_blocks, min_size=1, max_size=6))
def test_of_ordinary_words_looks_and_links_are_read_back_too(blocks: list[Block]) -> None:
    document = normal(Document(blocks=tuple(blocks)))

    assert read_markdown(write_markdown(document)).blocks == document.blocks


def test_a_mark_stands_where_it_stood() -> None:
    content = (Span("one"), NoteMark("n1"), Span(" two"))
    document = read_markdown(b"one[^1] two\n\n[^1]: x\n")

    assert document.blocks == (Paragraph(content),)
