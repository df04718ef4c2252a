"""The lists of a Word file: one outline of nine levels tied to styles, and the bullets and counts of lists."""

from __future__ import annotations

from policyhub.domain.automatic_numbers import LEVELS, MarkerForm
from policyhub.writers.docx_layout import Layout
from policyhub.writers.docx_lists import STEP, ListForm, lists_of
from policyhub.writers.docx_xml import Element, serialise, w


def numbering_part(layout: Layout) -> bytes:
    """The part ``numbering.xml``: list 1 is the outline, the next its new starts, then the lists in their order."""
    lists = lists_of(layout.items)
    forms = {form: place for place, form in enumerate(dict.fromkeys(lists.values()), start=1)}
    root = w("numbering", _outline(layout))
    root.extend(_list(place, form) for form, place in forms.items())
    for run, start in enumerate(layout.outline.starts):
        root.append(_num(run + 1, 0, [start] if run else []))
    for number, form in lists.items():
        # Every level is given its start, or Word would go on counting from the list before.
        root.append(_num(number, forms[form], [level.first for level in form.levels]))
    return serialise(root)


def _outline(layout: Layout) -> Element:
    levels: list[Element] = []
    for level in range(LEVELS):
        text = ".".join(f"%{upper + 1}" for upper in range(level + 1)) + ("." if level == 0 else "")
        levels.append(_level(level, "decimal", text, layout.gutter, layout.gutter, layout.styles.get(level)))
    return _abstract(0, "multilevel", levels)


def _list(number: int, form: ListForm) -> Element:
    levels = [
        _level(level, marker.way, _level_text(marker, level), form.base + STEP * (level + 1), STEP, None, marker.first)
        for level, marker in enumerate(form.levels)
    ]
    return _abstract(number, "hybridMultilevel", levels)


def _level_text(marker: MarkerForm, level: int) -> str:
    if marker.way == "bullet":
        return marker.before
    return f"{marker.before}%{level + 1}{marker.after}"


def _abstract(number: int, kind: str, levels: list[Element]) -> Element:
    # The nsid is what Word tells lists apart by when texts are pasted together; it must not be random.
    nsid = w("nsid", val=f"{0x50480000 + number:08X}")
    return w("abstractNum", nsid, w("multiLevelType", val=kind), *levels, abstractNumId=number)


def _level(level: int, way: str, text: str, left: int, hanging: int, style: str | None, start: int = 1) -> Element:
    return w(
        "lvl",
        w("start", val=start),
        w("numFmt", val=way),
        w("pStyle", val=style) if style else None,
        w("suff", val="tab"),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("tabs", w("tab", val="num", pos=left)), w("ind", left=left, hanging=hanging)),
        ilvl=level,
    )


def _num(number: int, abstract: int, starts: list[int]) -> Element:
    overrides = [w("lvlOverride", w("startOverride", val=start), ilvl=level) for level, start in enumerate(starts)]
    return w("num", w("abstractNumId", val=abstract), *overrides, numId=number)
