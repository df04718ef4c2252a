"""Writes the words inside a paragraph of a web page, with their looks, notes, comments and tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from policyhub.domain.document import (
    Change,
    ChangeKind,
    CommentMark,
    Inline,
    LineBreak,
    Mark,
    NoteMark,
    Reference,
    Span,
)
from policyhub.writers.words import Labels, pieces

_TAGS = (
    (Mark.STRONG, "<strong>"), (Mark.EMPHASIS, "<em>"), (Mark.UNDERLINE, "<u>"), (Mark.STRIKE, "<s>"),
    (Mark.HIGHLIGHT, "<mark>"), (Mark.RED, '<span class="red">'), (Mark.SUPERSCRIPT, "<sup>"),
    (Mark.SUBSCRIPT, "<sub>"), (Mark.CODE, "<code>"),
)  # fmt: skip

Said = Mapping[str, str | None]


def escaped(text: str) -> str:
    """``text`` as words of a page, or as the value of an attribute."""
    return escape(text, quote=True)


def attributes(given: Said) -> str:
    """The attributes that have a value, with a blank before each."""
    return "".join(f' {name}="{escaped(value)}"' for name, value in given.items() if value is not None)


@dataclass(slots=True)
class HtmlInlines:
    """``marks`` are the printed marks of the notes; ``placed`` and ``commented`` gather where links back may lead."""

    labels: Labels
    marks: Mapping[str, str]
    placed: set[str] = field(default_factory=set)
    commented: set[str] = field(default_factory=set)

    def write(self, content: Sequence[Inline], *, disputed: bool = False) -> str:
        """The words of one paragraph; a disputed passage is red and labelled, for colour alone says nothing to many."""
        parts: list[str] = []
        opened: list[str] = []
        given = {id(inline) for inline in content}
        for piece in pieces(content, self.labels.disputed, disputed=disputed):
            own = id(piece.inline) in given
            wanted = self.tags(piece.inline) if own else []
            same = 0
            while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
                same += 1
            parts += [_closing(tag) for tag in reversed(opened[same:])]
            parts += wanted[same:]
            opened = wanted
            if own:
                parts.append(self.inline(piece.inline))
            elif isinstance(piece.inline, Span):
                parts.append(f'<b class="label" data-added="label">{escaped(piece.inline.text)}</b>')
        return "".join(parts + [_closing(tag) for tag in reversed(opened)])

    def tags(self, inline: Inline) -> list[str]:
        """The opening tags that an inline stands in, outermost first."""
        change = inline.change if isinstance(inline, Span | NoteMark | LineBreak) else None
        tags = [self.change(change)] if change else []
        if isinstance(inline, Span):
            tags += [f"<a{attributes({'href': inline.link})}>"] if inline.link else []
            tags += [tag for mark, tag in _TAGS if mark in inline.marks]
        return tags

    def inline(self, inline: Inline) -> str:
        match inline:
            case Span(text=text):
                return escaped(text)
            case LineBreak():
                return "<br>"
            case Reference(target=target, text=text):
                return f"<a{attributes({'class': 'reference', 'href': f'#s-{target}'})}>{escaped(text)}</a>"
            case NoteMark(note=note):
                own = None if note in self.placed else f"fnref-{note}"
                self.placed.add(note)
                link = attributes({"id": own, "href": f"#fn-{note}", "role": "doc-noteref"})
                return f'<sup class="note" data-note="{note}"><a{link}>{escaped(self.marks[note])}</a></sup>'
            case CommentMark():
                return self.comment(inline)

    def comment(self, mark: CommentMark) -> str:
        comment = mark.comment
        if not mark.end:
            return f'<span data-comment="{comment}"></span>'
        own = None if comment in self.commented else f"comment-at-{comment}"
        self.commented.add(comment)
        said = attributes({"class": "comment", "data-comment": comment, "data-end": "yes", "id": own,
                           "href": f"#comment-{comment}"})  # fmt: skip
        return f"<a{said}>[{escaped(self.labels.comment)} {comment[1:]}]</a>"

    def change(self, change: Change) -> str:
        tag = "del" if change.kind.removes else "ins"
        moved = change.kind in (ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO)
        kind = change.kind.value if moved else None
        said = {"class": "moved" if moved else None, "data-kind": kind, "data-author": change.author or None,
                "datetime": change.at or None, "title": self.told(change)}  # fmt: skip
        return f"<{tag}{attributes(said)}>"

    def told(self, change: Change) -> str:
        """Who made a change, and when."""
        what = self.labels.changes[change.kind]
        return ", ".join(part for part in (what, change.author, change.at[:10]) if part)

    def end(self, change: Change | None) -> str:
        """The sign for the end of a paragraph that was put in or taken out."""
        if change is None:
            return ""
        tag = "del" if change.kind.removes else "ins"
        return f'<{tag} class="end" data-added="end"{attributes({"title": self.told(change)})}>¶</{tag}>'

    def end_said(self, change: Change | None) -> Said:
        """The attributes that say what was done with the end of a paragraph."""
        if change is None:
            return {}
        return {"data-end": change.kind.value, "data-end-by": change.author or None, "data-end-at": change.at or None}


def _closing(tag: str) -> str:
    return f"</{tag[1:].rstrip('>').split(' ', 1)[0]}>"
