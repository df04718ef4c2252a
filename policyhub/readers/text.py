"""Reads a plain text file, or one with Markdown's simplest marks, into a document: a block for each line."""

from __future__ import annotations

import re

from policyhub.domain.document import Block, Document, Heading, Inline, Mark, Paragraph, Span
from policyhub.domain.sentences import N_
from policyhub.readers.encodings import NOT_TEXT, decode
from policyhub.readers.errors import Unreadable

MOST_BYTES = 20 * 1024 * 1024
TOO_BIG = N_("This file is larger than 20 MB: leave out what is not text, or split it, and try again.")
EMPTY = N_("There are no words in this file: choose the file again, or save it once more and check that it has text.")
XML = N_(
    "This file is in XML, for programs to read: open it in the program it was made with, save it as .docx or .odt, "
    "and upload that."
)

_LINE_END = re.compile("\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*\Z")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)[^*]{1,300}(?<=\S)\*\*(?![\w*])")
_MARKED = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])"
    r"|(?<![\w*])\*\*(?P<strong>(?=\S)[^*]+?(?<=\S))\*\*(?!\*)"
    r"|(?<![\w*])\*(?P<emphasis>(?=[^\s*])[^*]+?(?<=[^\s*]))\*(?![\w*])"
    r"|(?<!\w)__(?P<under>(?=\S)[^_]+?(?<=\S))__(?!\w)"
    r"|(?<!\w)_(?P<soft>(?=[^\s_])[^_]+?(?<=[^\s_]))_(?!\w)"
    r"|(?<!!)\[(?P<words>[^\[\]^][^\[\]]*)\]\((?P<link>(?:https?://|mailto:)[^\s()]+(?:\([^\s()]*\))?)\)"
)
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown)\Z", re.IGNORECASE)
_MARKS = {"strong": Mark.STRONG, "under": Mark.STRONG, "emphasis": Mark.EMPHASIS, "soft": Mark.EMPHASIS}


def read_text(data: bytes, *, name: str = "") -> Document:
    """A document with a paragraph for each line of a text file, as it stands; a blank line is one without words.

    ``name`` is the file's name; one that ends in .md, or lines that begin with #, make the file Markdown: then its
    headings, strong and emphasised words and links are read as such. U+FFFD stays where it stands, for in a text saved
    from Word it is the place of a lost note mark. Raises Unreadable, with a sentence that says what to do, for files
    over 20 MB, without words, or that are no text.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if not data.strip():
        raise Unreadable(EMPTY)
    text, encoding = decode(data)
    if not re.search(r"\w", text):
        raise Unreadable(EMPTY if len(text) < 10_000 else NOT_TEXT)
    if re.match(r"\s*<\?xml\s", text):
        raise Unreadable(XML)
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    markdown = _is_markdown(lines, name)
    blocks = tuple(_block(line, markdown) for line in lines)
    extra = {"origin": "text", "encoding": encoding, "markup": "markdown" if markdown else "none"}
    return Document(blocks=blocks, extra=extra)


def _is_markdown(lines: list[str], name: str) -> bool:
    if _MARKDOWN_NAME.search(name):
        return True
    return any(_HEADING.match(line) for line in lines) or sum(1 for line in lines if _STRONG.search(line)) > 1


def _block(line: str, markdown: bool) -> Block:
    if not markdown:
        return Paragraph((Span(line),) if line else ())
    heading = _HEADING.match(line)
    if heading:
        return Heading(_inlines(heading[2]), level=len(heading[1]))
    return Paragraph(_inlines(line))


def _inlines(line: str) -> tuple[Inline, ...]:
    """The words of a line of Markdown with what marks them; anything that is not well formed stays as typed."""
    spans: list[Inline] = []
    at = 0
    for found in _MARKED.finditer(line):
        kind = found.lastgroup or ""
        if found.start() > at:
            spans.append(Span(line[at : found.start()]))
        at = found.end()
        if kind == "link":
            spans.append(Span(found["words"], link=found["link"]))
        elif kind == "plain":
            spans.append(Span(found["plain"]))
        else:
            spans.append(Span(found[kind], frozenset({_MARKS[kind]})))
    if at < len(line):
        spans.append(Span(line[at:]))
    return tuple(spans)
