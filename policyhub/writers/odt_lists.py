"""The lists of an OpenDocument: one outline that text may interrupt, and lists whose items stand inside each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyhub.domain.automatic_numbers import LEVELS
from policyhub.writers.docx_layout import Layout
from policyhub.writers.docx_lists import STEP, ListForm, PlacedItem
from policyhub.writers.odt_xml import Element, o, points

OUTLINE = "Numbering"
_FORMS = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


def outline_style(layout: Layout) -> Element:
    """The list style that numbers headings and numbered paragraphs alike: 1. / 1.1 / 1.1.1."""
    levels = [
        o(
            "text:list-level-style-number",
            {
                "text:level": level + 1,
                "style:num-format": "1",
                "style:num-suffix": "." if level == 0 else None,
                "text:display-levels": level + 1 if level else None,
            },
            _position(layout.gutter, layout.gutter),
        )
        for level in range(LEVELS)
    ]
    return o("text:list-style", {"style:name": OUTLINE}, *levels)


def unnumbered_headings() -> Element:
    """The outline of headings: its levels are real, their numbers come from the list."""
    levels = [o("text:outline-level-style", {"text:level": level + 1, "style:num-format": ""}) for level in range(10)]
    return o("text:outline-style", {"style:name": "Outline"}, *levels)


def list_style(name: str, form: ListForm) -> Element:
    """The automatic style of a list."""
    levels: list[Element] = []
    for level, marker in enumerate(form.levels):
        position = _position(form.base + STEP * (level + 1), STEP)
        if marker.way == "bullet":
            said: dict[str, str | int | None] = {"text:level": level + 1, "text:bullet-char": marker.before}
            levels.append(o("text:list-level-style-bullet", said, position))
            continue
        said = {
            "text:level": level + 1,
            "style:num-format": _FORMS[marker.way],
            "style:num-letter-sync": "true" if marker.way.endswith("Letter") else None,
            "style:num-prefix": marker.before or None,
            "style:num-suffix": marker.after or None,
            "text:start-value": marker.first if marker.first != 1 else None,
        }
        levels.append(o("text:list-level-style-number", said, position))
    return o("text:list-style", {"style:name": name}, *levels)


def _position(left: int, hanging: int) -> Element:
    label = o("style:list-level-label-alignment", {
        "text:label-followed-by": "listtab", "text:list-tab-stop-position": points(left),
        "fo:text-indent": points(-hanging), "fo:margin-left": points(left)})  # fmt: skip
    said = {"text:list-level-position-and-space-mode": "label-alignment"}
    return o("style:list-level-properties", said, label)


@dataclass(slots=True)
class OutlineLists:
    """Puts numbered blocks into the outline; each is a piece of it that continues the one before."""

    layout: Layout
    count: int = 0
    last: dict[int, str] = field(default_factory=dict)

    def wrap(self, place: int, element: Element) -> Element:
        """A heading or paragraph that the outline numbers, as a piece of its list."""
        counted = self.layout.outline.counted[place]
        self.count += 1
        name = f"numbering{self.count}"
        before = self.last.get(counted.run)
        start = self.layout.outline.starts[counted.run]
        first = {"text:start-value": start} if before is None and start != 1 else None
        made = o("text:list-item", first if counted.level == 0 else None, element)
        for _ in range(counted.level):
            made = o("text:list-item", None, o("text:list", None, made))
        self.last[counted.run] = name
        said = {"xml:id": name, "text:continue-list": before, "text:style-name": OUTLINE}
        return o("text:list", said, made)


@dataclass(slots=True)
class _Open:
    """A list that is open at some level, with its last item."""

    element: Element
    item: Element


@dataclass(slots=True)
class ItemLists:
    """Puts items into lists, which stand inside each other as people see them."""

    names: dict[ListForm, str] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    run: int | None = None

    def add(self, item: PlacedItem, element: Element) -> Element | None:
        """Put an item where it belongs; the new list that has to stand in the text, if one begins here."""
        number, level = item.numbered or (0, 0)
        if self.run != number:
            self.close()
            self.run = number
        del self.open[level + 1 :]
        begun: Element | None = None
        name = self.names.setdefault(item.form, f"L{len(self.names) + 1}")
        while len(self.open) <= level:
            depth = len(self.open)
            made = _Open(o("text:list", {"text:style-name": name if depth == 0 else None}), o("text:list-item"))
            if depth:
                self.open[-1].item.append(made.element)
            else:
                begun = made.element
            self.open.append(made)
            del self.counts[depth:]
            if depth < level:
                made.element.append(made.item)
        # A level that is jumped over counts as begun.
        self.counts += [item.form.levels[depth].first for depth in range(len(self.counts), level)]
        value = item.value
        expected = self.counts[level] + 1 if len(self.counts) > level else item.form.levels[level].first
        bullet = item.form.levels[level].way == "bullet"
        said = {"text:start-value": value} if value != expected and not bullet else None
        self.counts[level:] = [expected if bullet else value]
        self.open[level].item = o("text:list-item", said, element)
        self.open[level].element.append(self.open[level].item)
        return begun

    def continue_item(self, element: Element) -> bool:
        """Put a further paragraph into the last item, if one is open."""
        if not self.open:
            return False
        self.open[-1].item.append(element)
        return True

    def close(self) -> None:
        """What follows belongs to no item."""
        self.open.clear()
        self.counts.clear()
        self.run = None
