"""The styles of an OpenDocument: those of the Word file, under the names that LibreOffice gives them."""

from __future__ import annotations

import re

from policyhub.domain.document import Document
from policyhub.writers.docx_layout import Layout
from policyhub.writers.docx_styles import INK, SANS, SERIF, Style, styles_of
from policyhub.writers.odt_lists import OUTLINE, outline_style, unnumbered_headings
from policyhub.writers.odt_looks import language
from policyhub.writers.odt_xml import VERSION, Element, o, points, put, serialise
from policyhub.writers.words import Labels, running_title

_NAMES = {
    "Normal": "Standard",
    "FootnoteText": "Footnote",
    "FootnoteReference": "Footnote anchor",
    "Hyperlink": "Internet link",
    "Quote": "Quotations",
    "TableText": "Table Contents",
    "NumberedParagraph": "Numbered Paragraph",
    "BesideNumbers": "Beside Numbers",
    "ListParagraph": "List Paragraph",
}
_ENDING = re.compile(r"(Heading|Numbered)([1-9])")
TABLE_HEADING = "Table_20_Heading"
_LINE = 240


def display_name(style: str) -> str:
    """What people call a style of ours."""
    found = _ENDING.fullmatch(style)
    return f"{found[1]} {found[2]}" if found else _NAMES.get(style, style)


def name_of(style: str) -> str:
    """The name of a style of ours in the file."""
    return display_name(style).replace(" ", "_20_")


def styles_part(document: Document, layout: Layout, labels: Labels, lang: str, *, line_numbers: bool) -> bytes:
    """The part ``styles.xml``: fonts, styles, how notes are counted, and the page with its footer."""
    styles = o("office:styles", None, _defaults(lang), o("style:style", {"style:name": "Standard",
               "style:family": "paragraph", "style:class": "text"}))  # fmt: skip
    styles.extend(_style(style) for style in styles_of(layout) if style.id != "AfterTable")
    styles.append(
        o(
            "style:style",
            {"style:name": TABLE_HEADING, "style:display-name": "Table Heading", "style:family": "paragraph",
             "style:parent-style-name": name_of("TableText")},
            o("style:text-properties", {"fo:font-weight": "bold"}),
        )
    )  # fmt: skip
    styles.extend([unnumbered_headings(), outline_style(layout), _notes("footnote"), _notes("endnote")])
    if line_numbers:
        styles.append(_line_numbers())
    root = o("office:document-styles", {"office:version": VERSION}, fonts(), styles)
    root.append(o("office:automatic-styles", None, _page()))
    root.append(o("office:master-styles", None, o("style:master-page", {"style:name": "Standard",
                "style:page-layout-name": "Page"}, _footer(document, labels))))  # fmt: skip
    return serialise(root)


def fonts() -> Element:
    """The fonts, with their kinds for programs that lack them."""

    def font(name: str, family: str, pitch: str) -> Element:
        return o("style:font-face", {"style:name": name, "svg:font-family": name, "style:font-family-generic": family,
                                     "style:font-pitch": pitch})  # fmt: skip

    faces = (font(SERIF, "roman", "variable"), font(SANS, "swiss", "variable"), font("Consolas", "modern", "fixed"))
    return o("office:font-face-decls", None, *faces)


def _defaults(lang: str) -> Element:
    shape: dict[str, str | int | None] = {"fo:margin-bottom": "7.5pt", "fo:line-height": "120%", "fo:orphans": 2,
             "fo:widows": 2, "style:tab-stop-distance": "28.35pt"}  # fmt: skip
    look: dict[str, str | int | None] = {
        "style:font-name": SERIF,
        "fo:font-size": "11.5pt",
        "fo:color": f"#{INK.lower()}",
        **language(lang),
    }
    made = o("style:default-style", {"style:family": "paragraph"})
    made.append(o("style:paragraph-properties", shape))
    made.append(o("style:text-properties", look))
    return made


def _style(style: Style) -> Element:
    name, shown = name_of(style.id), display_name(style.id)
    of_text = style.kind == "character"
    said: dict[str, str | int | None] = {
        "style:name": name,
        "style:display-name": shown if shown != name else None,
        "style:family": "text" if of_text else "paragraph",
        "style:parent-style-name": name_of(style.based) if style.based and not of_text else None,
        "style:next-style-name": name_of(style.following) if style.following else None,
        "style:default-outline-level": None if style.level is None else style.level + 1,
        "style:list-style-name": OUTLINE if style.numbered else None,
    }
    return o("style:style", said, None if of_text else _shape(style), o("style:text-properties", _look(style)))


def _shape(style: Style) -> Element:
    said: dict[str, str | int | None] = {}
    for key, length in (("top", style.before), ("bottom", style.after), ("left", style.left), ("right", style.right)):
        if length is not None:
            said[f"fo:margin-{key}"] = points(length)
    if style.hanging is not None:
        said["fo:text-indent"] = points(-style.hanging)
    if style.line is not None:
        said["fo:line-height"] = f"{style.line / _LINE:.0%}"
    if style.keep_next:
        said["fo:keep-with-next"] = "always"
    if style.uncounted:
        said["text:number-lines"] = "false"
    if style.together:
        said["fo:keep-together"] = "always"
    stops = [o("style:tab-stop", {"style:position": points(place - (style.left or 0)), "style:type": side})
             for side, place in style.tabs]  # fmt: skip
    return o("style:paragraph-properties", said, o("style:tab-stops", None, *stops) if stops else None)


def _look(style: Style) -> dict[str, str | int | None]:
    said: dict[str, str | int | None] = {}
    if style.font:
        said["style:font-name"] = style.font
    if style.size:
        said["fo:font-size"] = f"{style.size / 2:g}pt"
    if style.strong:
        said["fo:font-weight"] = "bold"
    if style.emphasis:
        said["fo:font-style"] = "italic"
    if style.colour:
        said["fo:color"] = f"#{style.colour.lower()}"
    if style.underline:
        said |= {"style:text-underline-style": "solid", "style:text-underline-width": "auto"}
    if style.raised:
        said["style:text-position"] = "super 58%"
    return said


def _notes(kind: str) -> Element:
    said = {
        "text:note-class": kind,
        "text:citation-style-name": name_of("FootnoteReference"),
        "text:citation-body-style-name": name_of("FootnoteReference"),
        "text:default-style-name": name_of("FootnoteText"),
        "style:num-format": "1" if kind == "footnote" else "i",
        "style:num-suffix": " ",
        "text:start-value": 0,
        # Left out, LibreOffice counts anew on every page.
        "text:start-numbering-at": "document",
        "text:footnotes-position": "page" if kind == "footnote" else None,
    }
    return o("text:notes-configuration", said)


def _line_numbers() -> Element:
    """Every line counted, through the whole text, at the left."""
    said: dict[str, str | int | None] = {
        "text:number-lines": "true",
        "text:increment": 1,
        "text:offset": "5mm",
        "text:number-position": "left",
        "style:num-format": "1",
        "text:count-empty-lines": "false",
        "text:restart-on-page": "false",
    }
    return o("text:linenumbering-configuration", said)


def _page() -> Element:
    """A4 with margins of two and a half centimetres; the footer stands half way down the lower one."""
    said = {"fo:page-width": "210mm", "fo:page-height": "297mm", "style:print-orientation": "portrait",
            "fo:margin-top": "25mm", "fo:margin-bottom": "12.5mm", "fo:margin-left": "25mm",
            "fo:margin-right": "25mm"}  # fmt: skip
    footer = o("style:header-footer-properties", {"fo:min-height": "12.5mm", "fo:margin-top": "6mm"})
    return o("style:page-layout", {"style:name": "Page"}, o("style:page-layout-properties", said),
             o("style:header-style"), o("style:footer-style", None, footer))  # fmt: skip


def _footer(document: Document, labels: Labels) -> Element:
    """The title at the left and, at the right, which page of how many this is."""
    line = o("text:p", {"text:style-name": name_of("Footer")})
    put(line, running_title(document))
    line.append(o("text:tab"))
    for part in re.split(r"(\{pages?\})", labels.page):
        if part in ("{page}", "{pages}"):
            field = o("text:page-number", {"text:select-page": "current"}) if part == "{page}" else o("text:page-count")
            field.text = "1"
            line.append(field)
        else:
            put(line, part)
    return o("style:footer", None, line)
