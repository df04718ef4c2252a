"""The smaller parts of a Word file: settings, footer, fonts and what is known about the text."""

from __future__ import annotations

import re

from lxml import etree

from policyhub.domain.document import Document
from policyhub.writers.docx_styles import SANS, SERIF
from policyhub.writers.docx_xml import Element, Shape, bare, field, paragraph, serialise, w, words
from policyhub.writers.words import Labels, day_of, one_line, running_title

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def settings_part(lang: str, *, even_pages_differ: bool = False) -> bytes:
    """The part ``settings.xml``: Word 2013 and later, and the separators of footnotes."""
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    modern = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return serialise(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=567),
            w("evenAndOddHeaders") if even_pages_differ else None,
            w("characterSpacingControl", val="doNotCompress"),
            separators,
            w("compat", modern),
            w("themeFontLang", val=lang),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        )
    )


def footer_part(document: Document, labels: Labels) -> bytes:
    """The footer: the title at the left and, at the right, which page of how many this is."""
    runs: list[Element | None] = [words(running_title(document)), w("r", w("tab"))]
    for part in re.split(r"(\{pages?\})", labels.page):
        match part:
            case "{page}":
                runs.extend(field("PAGE", words("1")))
            case "{pages}":
                runs.extend(field("NUMPAGES", words("1")))
            case _:
                runs.append(words(part))
    return serialise(w("ftr", paragraph(Shape("Footer"), runs)))


def fonts_part() -> bytes:
    """The part ``fontTable.xml``, with the kind of each font for programs that lack it."""

    def font(name: str, family: str, pitch: str = "variable") -> Element:
        return w("font", w("charset", val="00"), w("family", val=family), w("pitch", val=pitch), name=name)

    return serialise(w("fonts", font(SERIF, "roman"), font(SANS, "swiss"), font("Consolas", "modern", "fixed")))


def core_part(document: Document, lang: str) -> bytes:
    """What is known about the text: title, subject, author (the association), language and its day, if given."""
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    author = one_line(document.extra.get("association", ""))
    for name, value in (
        (f"{{{_DC}}}title", one_line(document.title)),
        (f"{{{_DC}}}subject", one_line(document.subtitle or "")),
        (f"{{{_DC}}}creator", author),
        (f"{{{_DC}}}language", lang),
        (f"{{{_CORE}}}lastModifiedBy", author),
    ):
        if value:
            etree.SubElement(root, name).text = value
    day = day_of(document)
    for name in ("created", "modified") if day else ():
        element = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = f"{day}T00:00:00Z"
    return serialise(root)


def app_part(document: Document) -> bytes:
    """Which program made the file, for which association."""
    root = bare(_APP, "Properties")
    etree.SubElement(root, f"{{{_APP}}}Application").text = "PolicyHub"
    company = one_line(document.extra.get("association", ""))
    if company:
        etree.SubElement(root, f"{{{_APP}}}Company").text = company
    return serialise(root)
