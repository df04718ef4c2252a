"""The parts of a Word file and how they point to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.packed import DAMAGED, Packed, open_packed
from policyhub.readers.word_xml import Element, name

NOT_WORD = {
    "spreadsheetml": N_("This is a spreadsheet, not a text: copy its words into a Word file, and upload that."),
    "presentationml": N_("These are slides, not a text: copy their words into a Word file, and upload that."),
}
NO_TEXT = N_(
    "This packed file is no Word file: save the text in Word or LibreOffice as .docx or .odt, and upload that."
)
_TEXT_TYPES = ("wordprocessingml", "ms-word")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: the end of the relationship's type ("footnotes"), an address or a part's name."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class WordPackage:
    """A Word file: its main part, and each part's relations by id."""

    packed: Packed
    main: str
    _relations: dict[str, Mapping[str, Relation]] = field(default_factory=dict)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part points to, by the relationship's id."""
        found = self._relations.get(part)
        if found is None:
            found = self._relations[part] = dict(_relations_of(self.packed, part))
        return found

    def root(self, part: str) -> Element | None:
        """The XML of a part."""
        return self.packed.xml(part)

    def part(self, kind: str) -> str | None:
        """The name of the part that the main part points to as its "styles", "numbering", "comments" …"""
        return next((r.target for r in self.relations(self.main).values() if r.kind == kind and not r.external), None)

    def root_of(self, kind: str) -> Element | None:
        """The XML of that part; None when there is none, or when it is only promised."""
        part = self.part(kind)
        return None if part is None else self.packed.xml(part)

    def made_by(self) -> str:
        """The program that wrote the file, as the file says."""
        part = next((r.target for r in self.relations("").values() if r.kind == "extended-properties"), None)
        root = self.packed.xml(part) if part else None
        return next((one.text or "" for one in root if name(one) == "?:Application"), "") if root is not None else ""


def open_word(data: bytes) -> WordPackage:
    """The parts of a Word file; Unreadable, in a sentence that says what to do, for anything else."""
    packed = open_packed(data)
    types = packed.xml("[Content_Types].xml")
    if types is None:
        raise Unreadable(NO_TEXT)
    relations = dict(_relations_of(packed, ""))
    main = next((r.target for r in relations.values() if r.kind == "officeDocument" and not r.external), None)
    if main is None or main not in packed:
        raise Unreadable(DAMAGED)
    kind = _content_type(types, main)
    for sign, sentence in NOT_WORD.items():
        if sign in kind:
            raise Unreadable(sentence)
    if not any(sign in kind for sign in _TEXT_TYPES) and kind not in ("", "application/xml"):
        raise Unreadable(NO_TEXT)
    return WordPackage(packed, main)


def _relations_of(packed: Packed, part: str) -> Iterator[tuple[str, Relation]]:
    folder, _, own = part.rpartition("/")
    root = packed.xml(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
    for element in root if root is not None else ():
        if name(element) != "pr:Relationship":
            continue
        target = element.get("Target", "")
        external = element.get("TargetMode", "").casefold() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield element.get("Id", ""), Relation(element.get("Type", "").rpartition("/")[2], target, external)


def _content_type(types: Element, part: str) -> str:
    wanted = "/" + part.casefold()
    ending = part.rpartition(".")[2].casefold()
    default = ""
    for element in types:
        if name(element) == "ct:Override" and element.get("PartName", "").casefold() == wanted:
            return element.get("ContentType", "").casefold()
        if name(element) == "ct:Default" and element.get("Extension", "").casefold() == ending:
            default = element.get("ContentType", "").casefold()
    return default
