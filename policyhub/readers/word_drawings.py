"""Finds the diagrams and charts that a Word file keeps in parts of their own, and reads their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyhub.domain.document import Block, Paragraph
from policyhub.readers.word_art import paragraphs_in
from policyhub.readers.word_charts import blocks_of_chart
from policyhub.readers.word_diagrams import items_of
from policyhub.readers.word_newer_charts import blocks_of_newer_chart
from policyhub.readers.word_package import Relation, WordPackage
from policyhub.readers.word_xml import Element, name, relation


@dataclass(slots=True)
class Drawings:
    """The drawings of a file; each part is read once, so that no file can say a few words for ever."""

    package: WordPackage
    read: set[str] = field(default_factory=set)

    def blocks_of(self, element: Element, relations: Mapping[str, Relation]) -> list[Block]:
        """The words of a drawing that points to its part, or nothing if it has none."""
        kind = name(element)
        part = self._part(relations.get(relation(element, "dm" if kind == "dgm:relIds" else "id") or ""))
        root = self.package.root(part) if part else None
        if part is None or root is None:
            return []
        match kind:
            case "c:chart":
                return [*blocks_of_chart(root), *self._written_on(part)]
            case "cx:chart":
                return blocks_of_newer_chart(root)
        return [*items_of(root)]

    def _written_on(self, part: str) -> list[Block]:
        """The words of boxes that somebody drew on a chart."""
        relations = self.package.relations(part).values()
        drawn = self._part(next((one for one in relations if one.kind == "chartUserShapes"), None))
        return [Paragraph(content) for content in paragraphs_in(self.package.root(drawn) if drawn else None)]

    def _part(self, found: Relation | None) -> str | None:
        if found is None or found.external or found.target in self.read:
            return None
        self.read.add(found.target)
        return found.target
