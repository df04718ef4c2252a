"""Puts the association's own template over a Word file: its styles under our names, its page, headers and footers."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from policyhub.domain.automatic_numbers import LEVELS
from policyhub.domain.page_template import PageTemplate
from policyhub.writers.docx_xml import Element, W, serialise, w

_VAL, _ID, _TYPE = f"{{{W}}}val", f"{{{W}}}styleId", f"{{{W}}}type"
_POINTING = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
# The order that Word's schema wants, as far as it matters for what is put in here.
_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_AFTER_OUTLINE = ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
_BEFORE_INDENT = (
    *(*_BEFORE_NUMBERS, "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
    *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing"),
)


def templated_styles(template: PageTemplate, ours: bytes, lang: str) -> tuple[bytes, dict[str, str]]:
    """The part ``styles.xml`` with the template's styles wherever it has one that we use, and the new ids of its own.

    A style is the same by its name, which Word keeps in English in every language, or, for a heading, by its level in
    the outline. What makes numbering work stays ours: lists, levels, and where the words after a number stand.
    """
    root, own = etree.fromstring(template.styles), etree.fromstring(ours)
    for numbering in list(root.iter(f"{{{W}}}numPr")):
        shape = numbering.getparent()
        if shape is not None:
            shape.remove(numbering)
    theirs = [one for one in root if one.tag == f"{{{W}}}style"]
    pairs = {one.get(_ID, ""): _like(one, theirs) for one in own if one.tag == f"{{{W}}}style"}
    names = _names({mine: found.get(_ID, "") for mine, found in pairs.items() if found is not None}, theirs)
    rename_styles(root, names)
    for style in theirs:
        style.set(_ID, names.get(style.get(_ID, ""), style.get(_ID, "")))
    for style in [one for one in own if one.tag == f"{{{W}}}style"]:
        found = pairs[style.get(_ID, "")]
        if found is None:
            root.append(style)
        elif style.get(_TYPE) == "paragraph":
            _keep_numbering(found, style)
    _speak(root, lang)
    return serialise(root), names


def rename_styles(root: Element, names: Mapping[str, str]) -> None:
    """Let everything that points to a style point to it under its new id."""
    for tag in _POINTING:
        for element in root.iter(f"{{{W}}}{tag}"):
            element.set(_VAL, names.get(element.get(_VAL, ""), element.get(_VAL, "")))


def _like(mine: Element, theirs: list[Element]) -> Element | None:
    """The template's style that is the same as one of ours."""
    wanted = (mine.get(_TYPE), _name(mine))
    found = next((one for one in theirs if (one.get(_TYPE), _name(one)) == wanted), None)
    level = _outline_level(mine)
    if found is None and level is not None and mine.get(_TYPE) == "paragraph":
        taken = {f"heading {number}" for number in range(1, LEVELS + 1)}
        found = next((one for one in theirs if _outline_level(one) == level and _name(one) not in taken), None)
    return found


def _name(style: Element) -> str:
    found = style.find(f"{{{W}}}name")
    return "" if found is None else " ".join(found.get(_VAL, "").casefold().split())


def _outline_level(style: Element) -> str | None:
    found = style.find(f"{{{W}}}pPr/{{{W}}}outlineLvl")
    return None if found is None else found.get(_VAL)


def _names(same: Mapping[str, str], theirs: list[Element]) -> dict[str, str]:
    """The new ids of the template's styles: ours for those that are the same, and none that is ours for another."""
    names = {found: mine for mine, found in same.items()}
    ids = {style.get(_ID, "") for style in theirs}
    for style in sorted(ids - names.keys()):
        if style in same or style in _OURS:
            names[style] = f"Own{style}"
    return names


_OURS = frozenset({"Fact", "BesideNumbers", "NumberedParagraph", "TableText", "AfterTable", "RuledTable", "Disputed"})


def _keep_numbering(found: Element, mine: Element) -> None:
    """Give a style of the template our list, our place for words after numbers, and our level in the outline."""
    ours = mine.find(f"{{{W}}}pPr")
    shape = found.find(f"{{{W}}}pPr")
    if ours is None:
        return
    if shape is None:
        shape = w("pPr")
        before = found.find(f"{{{W}}}rPr")
        found.insert(len(found) if before is None else found.index(before), shape)
    numbered = ours.find(f"{{{W}}}numPr")
    if numbered is not None:
        _put(shape, numbered, _BEFORE_NUMBERS)
    indent = ours.find(f"{{{W}}}ind")
    tied = numbered is not None or mine.get(_ID, "").startswith("Heading")
    if tied:
        old = shape.find(f"{{{W}}}ind")
        if old is not None:
            shape.remove(old)
        if indent is not None:
            _put(shape, indent, _BEFORE_INDENT)
    level = ours.find(f"{{{W}}}outlineLvl")
    old_level = shape.find(f"{{{W}}}outlineLvl")
    if old_level is not None:
        shape.remove(old_level)
    if level is not None:
        after = [one for one in shape if etree.QName(one).localname in _AFTER_OUTLINE]
        shape.insert(shape.index(after[0]) if after else len(shape), level)


def _put(shape: Element, element: Element, before: tuple[str, ...]) -> None:
    """Put a property behind those that must stand before it."""
    place = sum(1 for one in shape if etree.QName(one).localname in before)
    shape.insert(place, element)


def _speak(root: Element, lang: str) -> None:
    """The language of the text, whatever the template was written in."""
    for element in root.iter(f"{{{W}}}lang"):
        element.set(_VAL, lang)
    look = root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr")
    if look is not None and look.find(f"{{{W}}}lang") is None:
        look.append(w("lang", val=lang))


def template_parts(template: PageTemplate, names: Mapping[str, str]) -> dict[str, bytes]:
    """The headers and footers of the template, with its pictures and its theme, by the names of their parts."""
    parts: dict[str, bytes] = {}
    for place, story in enumerate(template.stories, start=2):
        root = etree.fromstring(story.xml)
        rename_styles(root, names)
        parts[f"word/{story.kind}{place}.xml"] = serialise(root)
    if template.theme is not None:
        parts["word/theme/theme1.xml"] = template.theme
    return parts


def template_pictures(template: PageTemplate) -> dict[str, dict[str, tuple[str, bytes]]]:
    """For each header and footer its pictures: by the id of the relationship the name of the part, and the bytes."""
    return {
        f"word/{story.kind}{place}.xml": {
            key: (f"word/media/{story.kind}{place}-{at}.{ending}", data)
            for at, (key, (ending, data)) in enumerate(story.pictures.items(), start=1)
        }
        for place, story in enumerate(template.stories, start=2)
        if story.pictures
    }


def template_page(template: PageTemplate, relation: str) -> list[Element | None]:
    """What is said of the page: headers and footers (``relation`` is that of ours, for want of another), its size."""
    made: list[Element | None] = [
        w(f"{story.kind}Reference", type=story.pages, r_id=f"rId{story.kind.capitalize()}{place}")
        for place, story in enumerate(template.stories, start=2)
    ]
    if not any(story.kind == "footer" for story in template.stories):
        made.append(w("footerReference", type="default", r_id=relation))
    landscape = template.page["w"] > template.page["h"]
    return [
        *made,
        w("pgSz", w=template.page["w"], h=template.page["h"], orient="landscape" if landscape else None),
        w("pgMar", **{"header": 709, "footer": 709, "gutter": 0, **template.margins}),
    ]
