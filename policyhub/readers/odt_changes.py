"""The tracked changes of an OpenDocument: who made them, and where the words are that were deleted."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyhub.domain.document import Change, ChangeKind
from policyhub.readers.odt_xml import Element, folded, q, value

_NO_DATE = "1970-01-01T00:00:00"


@dataclass(slots=True)
class Changes:
    """The changes by their ids: insertions, and deletions with the element that holds the deleted words.

    ``active`` are the insertions that words now read stand in, ``deleting`` is the deletion that they were part of.
    """

    insertions: dict[str, Change] = field(default_factory=dict)
    deletions: dict[str, tuple[Change, Element]] = field(default_factory=dict)
    active: dict[str, Change] = field(default_factory=dict)
    deleting: Change | None = None

    @property
    def current(self) -> Change | None:
        """What was done with the words that are now read; a deletion outweighs the insertion it undid."""
        if self.deleting is not None:
            return self.deleting
        return next(reversed(self.active.values()), None)

    def open(self, identity: str | None) -> None:
        """Words that were inserted begin."""
        if identity is not None and identity in self.insertions:
            self.active[identity] = self.insertions[identity]

    def end(self, identity: str | None) -> None:
        """Words that were inserted end."""
        self.active.pop(identity or "", None)

    def take_deleted(self, identity: str | None) -> tuple[Change, Element] | None:
        """A deletion, once: a file that points to it again would repeat its words, or never end."""
        return self.deletions.pop(identity or "", None)


def changes_of(body: Element) -> Changes:
    """The tracked changes of a text; changes of form alone are not among them."""
    changes = Changes()
    for region in body.iterfind(f"{q('text:tracked-changes')}/{q('text:changed-region')}"):
        identity = value(region, "text:id") or value(region, "xml:id")
        deletion, insertion = region.find(q("text:deletion")), region.find(q("text:insertion"))
        if identity is None:
            continue
        if deletion is not None:
            changes.deletions[identity] = (_change(ChangeKind.DELETE, deletion), deletion)
        elif insertion is not None:
            changes.insertions[identity] = _change(ChangeKind.INSERT, insertion)
    return changes


def _change(kind: ChangeKind, element: Element) -> Change:
    info = element.find(q("office:change-info"))
    return Change(kind, *author_and_date(info)) if info is not None else Change(kind)


def author_and_date(element: Element) -> tuple[str, str]:
    """Who wrote something and when; a date that programs write for want of one is none."""
    author = folded(element.findtext(q("dc:creator")) or "")
    at = folded(element.findtext(q("dc:date")) or "")
    return author, "" if at.startswith(_NO_DATE) else at
