"""The styles of a Word file: a bookish serif for words, a plain sans for titles, both on every Word."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub.domain.automatic_numbers import LEVELS
from policyhub.writers.docx_layout import Layout
from policyhub.writers.docx_xml import Element, numbering, rule_below, serialise, w

SERIF, SANS = "Cambria", "Calibri"
INK, QUIET, LINK, DISPUTED = "1A1A1A", "595959", "1F4E79", "C00000"
TEXT_WIDTH = 9070

# Half points, and the space before in twentieths of a point, of the headings from 1 to 9.
_HEADING_SIZES = (34, 28, 25, 23, 23, 23, 23, 23, 23)
_HEADING_SPACES = (480, 400, 320, 280, 240, 240, 240, 240, 240)


@dataclass(frozen=True, slots=True)
class Style:
    """One style of ours; lengths in twentieths of a point, ``size`` in half points.

    The lines of ``uncounted`` ones have no numbers where lines are numbered.
    """

    id: str
    name: str
    based: str | None = "Normal"
    following: str | None = None
    font: str | None = None
    size: int | None = None
    strong: bool = False
    emphasis: bool = False
    colour: str | None = None
    underline: bool = False
    raised: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    ruled: bool = False
    level: int | None = None
    numbered: tuple[int, int] | None = None
    keep_next: bool = False
    together: bool = False
    uncounted: bool = False
    kind: str = "paragraph"

    def element(self) -> Element:
        """The style as Word has it."""
        style = w("style", type=self.kind, styleId=self.id, customStyle=None if self.name in _WORDS_OWN else 1)
        style.append(w("name", val=self.name))
        if self.id != "Normal" and self.based:
            style.append(w("basedOn", val=self.based))
        if self.following:
            style.append(w("next", val=self.following))
        style.append(w("uiPriority", val=1 if self.kind == "paragraph" else 99))
        style.append(w("qFormat"))
        if self.kind == "paragraph":
            style.append(w("pPr", *self._shape()))
        style.append(w("rPr", *self._look()))
        return style

    def _shape(self) -> list[Element | None]:
        indented = (self.left, self.right, self.hanging) != (None, None, None)
        spaced = (self.before, self.after, self.line) != (None, None, None)
        return [
            w("keepNext") if self.keep_next else None,
            w("keepLines") if self.together else None,
            numbering(*self.numbered) if self.numbered else None,
            w("suppressLineNumbers") if self.uncounted else None,
            rule_below() if self.ruled else None,
            w("tabs", *(w("tab", val=side, pos=place) for side, place in self.tabs)) if self.tabs else None,
            w("spacing", before=self.before, after=self.after, line=self.line, lineRule="auto" if self.line else None)
            if spaced
            else None,
            w("ind", left=self.left, right=self.right, hanging=self.hanging) if indented else None,
            w("outlineLvl", val=self.level) if self.level is not None else None,
        ]

    def _look(self) -> list[Element | None]:
        return [
            w("rFonts", ascii=self.font, hAnsi=self.font, cs=self.font) if self.font else None,
            *((w("b"), w("bCs")) if self.strong else ()),
            *((w("i"), w("iCs")) if self.emphasis else ()),
            w("color", val=self.colour) if self.colour else None,
            *((w("sz", val=self.size), w("szCs", val=self.size)) if self.size else ()),
            w("u", val="single") if self.underline else None,
            w("vertAlign", val="superscript") if self.raised else None,
        ]


_WORDS_OWN = {
    "Normal", "Title", "Subtitle", "Quote", "List Paragraph", "List Continue", "footnote text", "footnote reference",
    "footer", "Hyperlink", *(f"heading {level}" for level in range(1, LEVELS + 1)),
}  # fmt: skip


def styles_of(layout: Layout) -> list[Style]:
    """The styles of a layout, each after the one it is based on; an OpenDocument has the same."""
    tied = {style: level for level, style in layout.styles.items()}
    return [*_front(layout), *_headings(layout, tied), *_texts(layout, tied), *_characters()]


def styles_part(layout: Layout, lang: str) -> bytes:
    """The part ``styles.xml``; the styles that the outline list is tied to carry its levels."""
    root = w("styles", _defaults(lang))
    normal = w("style", type="paragraph", styleId="Normal", default=1)
    normal.extend((w("name", val="Normal"), w("qFormat")))
    root.append(normal)
    root.append(w("style", w("name", val="Default Paragraph Font"), w("semiHidden"), type="character",
                  styleId="DefaultParagraphFont", default=1))  # fmt: skip
    root.append(_plain_table())
    root.append(w("style", w("name", val="No List"), w("semiHidden"), type="numbering", styleId="NoList", default=1))
    root.extend(style.element() for style in styles_of(layout))
    root.append(_ruled_table())
    return serialise(root)


def _defaults(lang: str) -> Element:
    look = w("rPr", w("rFonts", ascii=SERIF, hAnsi=SERIF, eastAsia=SERIF, cs=SERIF), w("color", val=INK),
             w("sz", val=23), w("szCs", val=23), w("lang", val=lang, eastAsia=lang, bidi="ar-SA"))  # fmt: skip
    shape = w("pPr", w("widowControl"), w("spacing", after=150, line=288, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", shape))


def _front(layout: Layout) -> list[Style]:
    return [
        Style("Title", "Title", following="Normal", font=SANS, size=48, strong=True, before=0, after=120, line=252,
               keep_next=True, together=True),
        Style("Subtitle", "Subtitle", following="Normal", font=SANS, size=28, colour=QUIET, after=200, line=264,
               keep_next=True, together=True),
        Style("Fact", "Fact", font=SANS, size=22, after=40, line=259),
        Style("Footer", "footer", font=SANS, size=18, colour=QUIET, after=0, line=240,
               tabs=(("right", TEXT_WIDTH),), uncounted=True),
    ]  # fmt: skip


def _headings(layout: Layout, tied: dict[str, int]) -> list[Style]:
    made: list[Style] = []
    for level, (size, before) in enumerate(zip(_HEADING_SIZES, _HEADING_SPACES, strict=True)):
        style = f"Heading{level + 1}"
        outline = tied.get(style)
        gutter = layout.gutter if outline is not None else None
        made.append(
            Style(style, f"heading {level + 1}", following="Normal", font=SANS, size=size, strong=level < 4,
                   emphasis=level > 3, before=before, after=110, line=259, keep_next=True, together=True, level=level,
                   left=gutter, hanging=gutter, tabs=(("left", layout.gutter),) if gutter else (),
                   numbered=None if outline is None else (1, outline))
        )  # fmt: skip
    return made


def _texts(layout: Layout, tied: dict[str, int]) -> list[Style]:
    gutter = layout.gutter
    numbered = [
        Style(f"Numbered{level + 1}", f"Numbered {level + 1}", based="NumberedParagraph",
               numbered=(1, level) if f"Numbered{level + 1}" in tied else None)
        for level in range(LEVELS)
    ]  # fmt: skip
    return [
        Style("NumberedParagraph", "Numbered Paragraph", left=gutter, hanging=gutter, tabs=(("left", gutter),)),
        *numbered,
        Style("BesideNumbers", "Beside Numbers", left=gutter),
        Style("ListParagraph", "List Paragraph", after=80),
        Style("ListContinue", "List Continue", based="ListParagraph"),
        Style("Quote", "Quote", left=567, right=567, before=60, after=180, colour="333333"),
        Style("TableText", "Table Text", font=SANS, size=20, before=40, after=40, line=252),
        Style("AfterTable", "After Table", size=12, after=60, line=240, uncounted=True),
        Style("FootnoteText", "footnote text", size=19, after=40, line=252, uncounted=True),
        Style("CommentText", "annotation text", font=SANS, size=20, after=40, line=252),
    ]


def _characters() -> list[Style]:
    return [
        Style("FootnoteReference", "footnote reference", based="DefaultParagraphFont", raised=True, kind="character"),
        Style("CommentReference", "annotation reference", based="DefaultParagraphFont", size=16, kind="character"),
        Style("Hyperlink", "Hyperlink", based="DefaultParagraphFont", colour=LINK, underline=True, kind="character"),
        Style("Disputed", "Disputed", based="DefaultParagraphFont", colour=DISPUTED, kind="character"),
    ]


def _margins(side: int, edge: int) -> Element:
    return w("tblCellMar", w("top", w=edge, type="dxa"), w("left", w=side, type="dxa"), w("bottom", w=edge, type="dxa"),
             w("right", w=side, type="dxa"))  # fmt: skip


def _plain_table() -> Element:
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), _margins(108, 0))
    return w("style", w("name", val="Normal Table"), w("semiHidden"), properties, type="table", styleId="TableNormal",
             default=1)  # fmt: skip


def _ruled_table() -> Element:
    """Rules between rows, a thicker one under the header, none up and down."""

    def edge(side: str, size: int) -> Element:
        return w(side, val="single", sz=size, space=0, color="8C8C8C")

    borders = w("tblBorders", edge("top", 8), edge("bottom", 8), edge("insideH", 4))
    header = w("tblStylePr", w("rPr", w("b"), w("bCs")), w("tcPr", w("tcBorders", edge("bottom", 8))), type="firstRow")
    names = (w("name", val="Ruled Table"), w("basedOn", val="TableNormal"))
    properties = w("tblPr", borders, _margins(85, 0))
    return w("style", *names, properties, header, type="table", styleId="RuledTable", customStyle=1)
