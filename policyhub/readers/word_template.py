"""Reads a Word file as a template for exports, and refuses whatever could act or reach out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from policyhub.domain.page_template import PageTemplate, Story
from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.packed import DAMAGED, Packed, parse_xml
from policyhub.readers.word_package import WordPackage, open_word
from policyhub.readers.word_xml import Element, attr, child, is_on, name, number, plain_attributes, relation

MOST_BYTES = 3 * 1024 * 1024
MOST_STYLES = 2 * 1024 * 1024
MOST_STORY = 512 * 1024
MOST_PICTURE = 1024 * 1024

TOO_LARGE = N_(
    "This template is too large: make the pictures in its header smaller, or leave its text out (3 MB at most)."
)
MACROS = N_("This template holds macros: save it in Word as “Word document (.docx)”, without macros, and upload that.")
OBJECTS = N_("This template holds an embedded object: take it out in Word, save the template again, and upload that.")
OUTSIDE = N_(
    "This template points to something outside itself, such as a linked picture or another template: "
    "take it out in Word, save the template again, and upload that."
)
FIELDS = N_(
    "This template’s header or footer holds a field that fetches something: take it out in Word, and upload it again."
)
PICTURES = N_("A picture in this template’s header or footer is neither PNG, JPEG nor GIF: put it in as one of them.")
STRICT = N_(
    "This template is saved in a rare form of Word’s format: save it as “Word document (.docx)”, and upload that."
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ACTING = re.compile(r"vba|activex|/embeddings/|/afchunk|oleobject", re.IGNORECASE)
_ACTING_ELEMENTS = frozenset({"object", "control", "altChunk", "subDoc", "OLEObject"})
_HARMLESS_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "AUTHOR", "DATE", "TIME", "SAVEDATE",
     "CREATEDATE", "PRINTDATE", "STYLEREF", "FILENAME", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "QUOTE", "="}
)  # fmt: skip
_PICTURE_SIGNS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
_PAGE = ("w", "h")
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_LONGEST = 31_680  # Word makes no page wider: 22 inches


def read_template(data: bytes) -> PageTemplate:
    """The styles, page, headers and footers of a Word file; its text is not read.

    Raises Unreadable, with a sentence that says what to do, for what is no Word file or a damaged one, for macros,
    embedded objects, anything that points outside the file, fields that fetch something, and what is too large.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    package = open_word(data)
    _refuse_what_acts(package.packed)
    _refuse_what_points_outside(package.packed)
    part = package.part("styles")
    styles = _parsed(package.packed, part, MOST_STYLES) if part else None
    main = package.root(package.main)
    if styles is None or main is None:
        raise Unreadable(DAMAGED)
    if styles.tag != f"{{{_W}}}styles":
        raise Unreadable(STRICT)
    section = _last_section(main)
    theme = package.root_of("theme")
    settings = package.root_of("settings")
    return PageTemplate(
        styles=etree.tostring(styles),
        page=_lengths(section, "pgSz", _PAGE, {"w": 11906, "h": 16838}),
        margins=_lengths(section, "pgMar", _MARGINS, {"top": 1418, "right": 1418, "bottom": 1418, "left": 1418}),
        stories=tuple(_stories(package, section)),
        theme=None if theme is None else etree.tostring(theme),
        first_page_differs=bool(is_on(section, "titlePg")),
        even_pages_differ=bool(is_on(settings, "evenAndOddHeaders")),
    )


def _refuse_what_acts(packed: Packed) -> None:
    types = packed.data("[Content_Types].xml", MOST_STYLES) or b""
    if b"macroenabled" in types.lower() or any("vba" in one.casefold() for one in packed.names()):
        raise Unreadable(MACROS)
    if any(_ACTING.search(one) for one in packed.names()):
        raise Unreadable(OBJECTS)


def _refuse_what_points_outside(packed: Packed) -> None:
    for one in packed.names():
        if one.casefold().endswith(".rels"):
            root = _parsed(packed, one, MOST_STYLES)
            for element in root if root is not None else ():
                # a link does nothing until somebody follows it; the text's are not read, a header's become plain words
                is_link = element.get("Type", "").endswith("/hyperlink")
                if element.get("TargetMode", "").casefold() == "external" and not is_link:
                    raise Unreadable(OUTSIDE)


def _parsed(packed: Packed, part: str, most: int) -> Element | None:
    data = packed.data(part, most)
    return None if data is None else parse_xml(data)


def _last_section(main: Element) -> Element | None:
    """What is said of the pages of the last section, which is that of the whole text where there is but one."""
    body = child(main, "body")
    return child(body, "sectPr")


def _lengths(section: Element | None, tag: str, names: tuple[str, ...], usual: Mapping[str, int]) -> dict[str, int]:
    found = child(section, tag)
    given = plain_attributes(found) if found is not None else {}
    made = dict(usual)
    for key in names:
        if key in given:
            made[key] = min(_LONGEST, max(0, number(given[key], usual.get(key, 0))))
    if tag == "pgSz" and (made["w"] < 2000 or made["h"] < 2000):
        return dict(usual)
    return made


def _stories(package: WordPackage, section: Element | None) -> Iterator[Story]:
    relations = package.relations(package.main)
    for element in section if section is not None else ():
        kind = name(element).removesuffix("Reference")
        target = relations.get(relation(element) or "")
        if kind not in ("header", "footer") or target is None:
            continue
        root = _parsed(package.packed, target.target, MOST_STORY)
        if root is None:
            raise Unreadable(DAMAGED)
        _refuse_acting(root)
        _unlink(root)
        pages = attr(element, "type") or "default"
        if pages in ("default", "first", "even"):
            yield Story(kind, pages, etree.tostring(root), dict(_pictures(package, target.target)))


def _refuse_acting(root: Element) -> None:
    instructions: list[str] = []
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if local in _ACTING_ELEMENTS:
            raise Unreadable(OBJECTS)
        if local == "fldChar" and attr(element, "fldCharType") == "begin":
            instructions.append("")
        elif local == "instrText" and instructions:
            instructions[-1] += element.text or ""
        elif local == "instrText":
            instructions.append(element.text or "")
        elif local == "fldSimple":
            instructions.append(attr(element, "instr") or "")
    if any(words.split() and words.split()[0].upper() not in _HARMLESS_FIELDS for words in instructions):
        raise Unreadable(FIELDS)


def _unlink(root: Element) -> None:
    """Leave the words of links and take the links away: where they lead stands in relations that are not kept."""
    for link in list(root.iter(f"{{{_W}}}hyperlink")):
        above = link.getparent()
        if above is not None:
            at = above.index(link)
            above[at : at + 1] = list(link)


def _pictures(package: WordPackage, part: str) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for key, target in package.relations(part).items():
        if target.kind == "hyperlink":
            continue
        if target.kind != "image":
            raise Unreadable(OBJECTS)
        data = package.packed.data(target.target, MOST_PICTURE)
        ending = next((ending for sign, ending in _PICTURE_SIGNS if data and data.startswith(sign)), None)
        if data is None or ending is None:
            raise Unreadable(PICTURES)
        yield key, (ending, data)
