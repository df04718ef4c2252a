"""What stands beside the words of a document: comments, tracked changes, and the heads and feet of its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from policyhub.domain.document import (
    Block,
    Change,
    ChangeKind,
    Comment,
    CommentMark,
    Document,
    Inline,
    LineBreak,
    NoteMark,
    Reference,
    Span,
    Table,
    contents_of,
    with_contents,
)
from policyhub.domain.recognising.recognised import Recognised
from policyhub.domain.tracked import accepted

_MOST_QUOTED = 2000
_CHANGED = "change "
_KINDS = {
    ChangeKind.INSERT: "insert",
    ChangeKind.DELETE: "delete",
    ChangeKind.MOVED_FROM: "move",
    ChangeKind.MOVED_TO: "move",
}


def with_margins(document: Document, recognise: Callable[[Document], Recognised]) -> Recognised:
    """What ``recognise`` finds in a document once its tracked changes are accepted, with its comments and changes.

    Comments and changes name their section by its id.
    """
    marked, changes = _marked(document)
    found = recognise(accepted(marked))
    places = _places(found.document.blocks)
    sections = {line: section.id for section in found.sections for line in section.lines}

    def where(key: str) -> str | None:
        return sections.get(places[key].line) if key in places else None

    return replace(
        found,
        source=document,
        comments=tuple(_comment(comment, places, where(comment.id)) for comment in document.comments),
        changes=tuple(_change(change, where(f"{_CHANGED}{at}")) for at, change in enumerate(changes)),
        running=running_of(document),
    )


@dataclass(slots=True)
class _Changed:
    """Words under one change; none for the end of a paragraph."""

    change: Change
    text: str
    is_end: bool = False


@dataclass(slots=True)
class _Place:
    """Where a comment or change stands: the number of its block from 1, and the words that it is about."""

    line: int
    quote: str = ""


def running_of(document: Document) -> tuple[str, ...]:
    """What a file says around its text: facts on its title page, the heads and feet of its pages."""
    facts = (": ".join(filter(None, (fact.name, fact.value))) for fact in document.facts)
    return (*facts, *document.running)


def removed_words(document: Document) -> list[str]:
    """The words that are gone once the tracked changes are accepted, those that moved elsewhere left out."""
    _, changes = _marked(document)
    return [one.text for one in changes if one.change.kind is ChangeKind.DELETE]


def _marked(document: Document) -> tuple[Document, list[_Changed]]:
    """The document with a mark where each change begins, and the changes by the numbers of their marks.

    Of a move only the new place is told; when it is not there, the old one.
    """
    changes: list[_Changed] = []
    arrived = any(_kind_of(one) is ChangeKind.MOVED_TO for content in contents_of(document.blocks) for one in content)
    blocks = tuple(_mark_block(block, changes, told_from=not arrived) for block in document.blocks)
    return (replace(document, blocks=blocks), changes) if changes else (document, changes)


def _kind_of(inline: Inline) -> ChangeKind | None:
    change = inline.change if isinstance(inline, Span | NoteMark) else None
    return change.kind if change else None


def _mark_block(block: Block, changes: list[_Changed], *, told_from: bool) -> Block:
    made = with_contents(block, lambda content: _mark_words(content, changes, told_from=told_from))
    end = None if isinstance(made, Table) else made.end_change
    if end is None or end.kind not in (ChangeKind.INSERT, ChangeKind.DELETE):
        return made
    mark = CommentMark(f"{_CHANGED}{len(changes)}")
    changes.append(_Changed(end, "", is_end=True))
    return with_contents(made, lambda content: (*content, mark))


def _mark_words(content: Sequence[Inline], changes: list[_Changed], *, told_from: bool) -> tuple[Inline, ...]:
    made: list[Inline] = []
    last: Change | None = None
    for inline in content:
        if isinstance(inline, Span):
            change = inline.change
            told = change is not None and (change.kind is not ChangeKind.MOVED_FROM or told_from)
            if change is not None and told and change != last:
                made.append(CommentMark(f"{_CHANGED}{len(changes)}"))
                changes.append(_Changed(change, ""))
            if told:
                changes[-1].text += inline.text
            last = change if told else None
        made.append(inline)
    return tuple(made)


def _places(blocks: Sequence[Block]) -> dict[str, _Place]:
    """Where each mark stands, and the words between the two marks of a comment."""
    found: dict[str, _Place] = {}
    open_: set[str] = set()
    for line, block in enumerate(blocks, 1):
        for key in open_:
            found[key].quote += " "
        for inline in chain.from_iterable(contents_of([block])):
            match inline:
                case CommentMark(comment=key, end=True):
                    open_.discard(key)
                case CommentMark(comment=key):
                    if key not in found:
                        found[key] = _Place(line)
                        if not key.startswith(_CHANGED):
                            open_.add(key)
                case Span(text=text) | Reference(text=text):
                    _quote(found, open_, text)
                case LineBreak():
                    _quote(found, open_, " ")
                case NoteMark():
                    pass
    return found


def _quote(found: Mapping[str, _Place], keys: set[str], text: str) -> None:
    for key in keys:
        if len(found[key].quote) < _MOST_QUOTED:
            found[key].quote += text


def _comment(comment: Comment, places: Mapping[str, _Place], section: str | None) -> dict[str, object]:
    place = places.get(comment.id)
    return {
        "id": comment.id,
        "author": comment.author,
        "at": comment.at,
        "text": comment.text,
        "quote": " ".join(place.quote.split())[:_MOST_QUOTED] if place else "",
        "section": section,
        "reply_to": comment.reply_to,
        "resolved": comment.resolved,
    }


def _change(changed: _Changed, section: str | None) -> dict[str, object]:
    change = changed.change
    return {
        "author": change.author,
        "at": change.at,
        "kind": "paragraph" if changed.is_end else _KINDS[change.kind],
        "text": changed.text,
        "section": section,
    }
