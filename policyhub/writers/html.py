"""Writes a document as one web page that needs nothing beside it: no script, no network, its styles inside.

What HTML has no place for stands in ``data-`` attributes, and words that the writer adds by itself (labels, numbers,
links back) in elements with ``data-added``, so that the page can be read back as the same document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyhub.domain.document import Block, Comment, Document, Heading, ListItem, Paragraph, Quotation, Table
from policyhub.domain.own_words import shown
from policyhub.domain.reducing import PRINTED
from policyhub.domain.tidying import normal
from policyhub.writers.html_inlines import HtmlInlines, attributes, escaped
from policyhub.writers.html_style import SHEET
from policyhub.writers.words import Labels, day_in_words, has_changes, labels_of

CARRIES: frozenset[str] = PRINTED | frozenset(
    {"headings", "notes", "references", "lists", "tables", "marks", "links", "quotations", "languages",
     "changes", "comments", "running", "styles"}
)  # fmt: skip

_DEEPEST_HEADING = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(document: Document) -> bytes:
    """The document as a web page in UTF-8; whatever stands in its words is shown as words."""
    labels = labels_of(document)
    return _HtmlWriter(normal(document), labels).write()


class _HtmlWriter:
    def __init__(self, document: Document, labels: Labels) -> None:
        self.document = document
        self.labels = labels
        self.inlines = HtmlInlines(labels, {note.id: note.mark for note in document.notes})
        self.outline = 1 if document.title else 0

    def write(self) -> bytes:
        document = self.document
        parts = [
            *self.head(),
            "<body>",
            "<main>",
            *self.front(),
            *self.legend(),
            *self.flow(document.blocks),
            *self.notes(),
            "</main>",
        ]
        parts += [*self.comments(), *self.running(), "</body>", "</html>", ""]
        return "\n".join(parts).encode("utf-8")

    def head(self) -> list[str]:
        document = self.document
        return [
            "<!DOCTYPE html>",
            f'<html lang="{escaped(document.lang)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="PolicyHub">',
            f"<title>{escaped(document.title or 'PolicyHub')}</title>",
            f"<style>{SHEET}</style>",
            "</head>",
        ]

    def front(self) -> list[str]:
        document = self.document
        parts: list[str] = []
        if document.title:
            parts.append(f'<h1 class="title">{escaped(document.title)}</h1>')
        if document.subtitle:
            parts.append(f'<p class="subtitle">{escaped(document.subtitle)}</p>')
        if document.facts:
            facts = (f"<dt>{escaped(fact.name)}</dt><dd>{escaped(fact.value)}</dd>" for fact in document.facts)
            parts.append(f'<dl class="facts">{"".join(facts)}</dl>')
        return ['<header id="title-block-header">', *parts, "</header>"] if parts else []

    def legend(self) -> Iterator[str]:
        """How tracked changes are shown, for whoever reads the page without its colours."""
        if has_changes(self.document):
            yield f'<p class="legend" data-added="legend">{escaped(self.labels.legend)}</p>'

    # --- The text

    def flow(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The blocks one after another; items that follow each other stand in one list."""
        items: list[ListItem] = []
        for block in blocks:
            if isinstance(block, ListItem):
                items.append(block)
                continue
            if items:
                yield self.list(items)
                items = []
            yield self.block(block)
        if items:
            yield self.list(items)

    def block(self, block: Paragraph | Heading | Quotation | Table) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Quotation(content=content, end_change=end):
                words = f"{self.inlines.write(content)}{self.inlines.end(end)}"
                return f"<blockquote><p{attributes(self.inlines.end_said(end))}>{words}</p></blockquote>"
            case Table():
                return self.table(block)

    def heading(self, heading: Heading) -> str:
        # Whoever goes from heading to heading must find no level left out.
        level = min(heading.level + bool(self.document.title), self.outline + 1, _DEEPEST_HEADING)
        self.outline = level
        given = {"data-level": None if heading.level == level else str(heading.level)}
        return f"<h{level}{self.said(heading, given)}>{self.numbered(heading)}</h{level}>"

    def paragraph(self, paragraph: Paragraph) -> str:
        classes = [name for name, on in (("clause", paragraph.number), ("disputed", paragraph.disputed)) if on]
        given = {"class": " ".join(classes) or None, "data-style": paragraph.style,
                 "data-level": str(paragraph.level) if paragraph.level else None}  # fmt: skip
        return f"<p{self.said(paragraph, given)}>{self.numbered(paragraph)}</p>"

    def said(self, block: Heading | Paragraph, given: dict[str, str | None]) -> str:
        own = f"s-{block.id}" if block.id else None
        end = self.inlines.end_said(block.end_change)
        return attributes({"id": own, "lang": block.lang, "data-number": block.number, **given, **end})

    def numbered(self, block: Heading | Paragraph) -> str:
        disputed = isinstance(block, Paragraph) and block.disputed
        words = f"{self.inlines.write(block.content, disputed=disputed)}{self.inlines.end(block.end_change)}"
        if block.number is None:
            return words
        gone = block.end_change is not None and block.end_change.kind.removes
        name = "number gone" if gone else "number"
        return f'<span class="{name}" data-added="number">{escaped(shown(block.number))} </span>{words}'

    def list(self, items: Sequence[ListItem]) -> str:
        parts: list[str] = []
        opened: list[str] = []
        for item in items:
            tag = "ol" if any(sign.isalnum() for sign in item.marker) else "ul"
            depth = min(item.level, len(opened))
            while len(opened) > depth + 1 or (len(opened) == depth + 1 and opened[-1] != tag):
                parts.append(f"</li></{opened.pop()}>")
            if len(opened) == depth + 1:
                parts.append("</li>")
            else:
                # An item of another kind has a list of its own. Where the marker is typed, programs must be told again
                # that this is a list.
                parts.append(f'<{tag} role="list">')
                opened.append(tag)
            parts.append(self.item(item))
        parts += [f"</li></{tag}>" for tag in reversed(opened)]
        return "\n".join(parts)

    def item(self, item: ListItem) -> str:
        end = self.inlines.end_said(item.end_change)
        level = str(item.level) if item.level else None
        said = attributes({"data-marker": item.marker, "data-level": level, **end})
        marker = f'<span class="marker" data-added="marker">{escaped(item.marker)} </span>'
        return f"<li{said}>{marker}{self.inlines.write(item.content)}{self.inlines.end(item.end_change)}"

    def table(self, table: Table) -> str:
        head = table.rows[:1] if table.header else ()
        parts = ["<table>"]
        for tag, cell, rows in (("thead", 'th scope="col"', head), ("tbody", "td", table.rows[len(head) :])):
            lines = [
                "".join(f"<{cell}>{self.inlines.write(words)}</{cell[:2]}>" for words in row).join(("<tr>", "</tr>"))
                for row in rows
            ]
            if lines:
                parts += [f"<{tag}>", *lines, f"</{tag}>"]
        return "\n".join([*parts, "</table>"])

    # --- Beside the text

    def notes(self) -> Iterator[str]:
        notes = self.document.notes
        if not notes:
            return
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
        yield f'<h2 id="notes">{escaped(self.labels.notes)}</h2>'
        yield '<ol role="list">'
        placed = set(self.inlines.placed)
        for note in notes:
            mark = escaped(note.mark)
            back = f'<a href="#fnref-{note.id}" role="doc-backlink">{mark}</a>' if note.id in placed else mark
            self.outline = max(self.outline, 2)
            words = "\n".join(self.flow(note.blocks))
            said = attributes({"id": f"fn-{note.id}", "data-mark": note.mark})
            yield f'<li{said}><span class="marker" data-added="mark">{back} </span>{words}</li>'
        yield "</ol>"
        yield "</section>"

    def comments(self) -> Iterator[str]:
        comments = self.document.comments
        if not comments:
            return
        yield '<aside class="comments" aria-labelledby="comments">'
        yield f'<h2 id="comments">{escaped(self.labels.comments)}</h2>'
        yield "<ol>"
        for comment in comments:
            yield self.comment(comment)
        yield "</ol>"
        yield "</aside>"

    def comment(self, comment: Comment) -> str:
        said = attributes(
            {"id": f"comment-{comment.id}", "data-author": comment.author or None, "data-at": comment.at or None,
             "data-reply": comment.reply_to, "data-resolved": "yes" if comment.resolved else None}
        )  # fmt: skip
        by = [part for part in (comment.author, day_in_words(comment.at, self.document.lang)) if part]
        parts = [escaped(", ".join(by))] if by else []
        if comment.id in self.inlines.commented:
            parts.append(f'<a href="#comment-at-{comment.id}">{escaped(self.labels.in_text)}</a>')
        if comment.reply_to:
            parts.append(f'<a href="#comment-{comment.reply_to}">{escaped(self.labels.answers)}</a>')
        if comment.resolved:
            parts.append(escaped(self.labels.resolved))
        head = f'<p class="by" data-added="by">{" · ".join(parts)}</p>' if parts else ""
        lines = "".join(f"<p>{escaped(line)}</p>" for line in comment.text.split("\n") if line)
        return f"<li{said}>{head}{lines}</li>"

    def running(self) -> Iterator[str]:
        if self.document.running:
            yield '<footer class="running">'
            yield from (f"<p>{escaped(line)}</p>" for line in self.document.running)
            yield "</footer>"
