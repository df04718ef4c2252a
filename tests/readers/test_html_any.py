"""Whatever bytes are given: a document or a sentence, and visible words are never lost."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyhub.domain.document import Document, lines_of
from policyhub.readers.errors import Unreadable
from policyhub.readers.html import read_html
from policyhub.readers.markdown import read_markdown
from tests.samples import tries

many = settings(max_examples=tries(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
# fmt: off
TAGS = ["p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "th", "h2", "blockquote", "span", "br", "pre", "dl",
        "dt", "dd", "section", "a", "sup", "ins", "del", "caption", "thead", "q", "article", "main", "figure"]
# fmt: on
pieces = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(["heather", "orchard", "lantern", "kettle", "1.1", "(a)", " ", "\n", "&nbsp;", "&lt;", "< ", " >"]),
)


def words_of(document: Document) -> str:
    blocks = [*document.blocks, *(block for note in document.notes for block in note.blocks)]
    return " ".join([document.title, *lines_of(blocks), *document.running])


@many
@given(st.lists(pieces, max_size=40).map("".join))
def test_no_word_of_a_page_is_lost_however_its_tags_are_mixed(page: str) -> None:
    wanted = sorted(re.findall(r"heather|orchard|lantern|kettle", page))

    try:
        found = words_of(read_html(page))
    except Unreadable:
        found = ""

    assert sorted(re.findall(r"heather|orchard|lantern|kettle", found)) == wanted


@many
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    for read in (read_html, read_markdown):
        document, sentence = None, ""
        try:
            document = read(data)
        except Unreadable as refusal:
            sentence = str(refusal)

        assert sentence.endswith(".") if document is None else document.title or document.blocks or document.notes
