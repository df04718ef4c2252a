"""The automatic styles of an OpenDocument: how runs look, how paragraphs stand, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyhub.domain.document import Mark
from policyhub.writers.docx_styles import DISPUTED
from policyhub.writers.odt_xml import Element, o, points

DISPUTED_STYLE, LINK_STYLE, NOTE_MARK_STYLE = "Disputed", "Internet_20_link", "Footnote_20_anchor"
_LINES = {"style": "solid", "type": "single"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: a character style that it has, and marks and a language on top of it."""

    style: str | None = None
    marks: frozenset[Mark] = frozenset()
    red: bool = False
    lang: str | None = None

    def properties(self) -> dict[str, str | int | None]:
        """What ``style:text-properties`` says of it."""
        found = language(self.lang) if self.lang else {}
        if Mark.STRONG in self.marks:
            found["fo:font-weight"] = "bold"
        if Mark.EMPHASIS in self.marks:
            found["fo:font-style"] = "italic"
        if Mark.STRIKE in self.marks:
            found |= {f"style:text-line-through-{name}": value for name, value in _LINES.items()}
        if Mark.UNDERLINE in self.marks:
            found |= {f"style:text-underline-{name}": value for name, value in _LINES.items()}
            found["style:text-underline-width"] = "auto"
        if Mark.CODE in self.marks:
            found["style:font-name"] = "Consolas"
        if Mark.HIGHLIGHT in self.marks:
            found["fo:background-color"] = "#ffff00"
        if Mark.SUPERSCRIPT in self.marks:
            found["style:text-position"] = "super 58%"
        elif Mark.SUBSCRIPT in self.marks:
            found["style:text-position"] = "sub 58%"
        if self.red:
            found["fo:color"] = f"#{DISPUTED.lower()}"
        return found


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; lengths in twentieths of a point."""

    style: str = "Standard"
    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    tab: int | None = None
    after: int | None = None
    keep_next: bool = False
    ruled: bool = False
    lang: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it stands as its style says."""
        return self == Shape(self.style)

    def element(self, name: str) -> Element:
        """The automatic style of this shape."""
        said: dict[str, str | int | None] = {}
        if self.left is not None:
            said["fo:margin-left"] = points(self.left)
        if self.right is not None:
            said["fo:margin-right"] = points(self.right)
        if self.hanging is not None:
            said["fo:text-indent"] = points(-self.hanging)
        if self.after is not None:
            said["fo:margin-bottom"] = points(self.after)
        if self.keep_next:
            said["fo:keep-with-next"] = "always"
        if self.ruled:
            said |= {"fo:border-bottom": "0.5pt solid #8c8c8c", "fo:padding-bottom": "8pt"}
        # A tab stands as far from the left of the words as it does in the style: "0" is where the words begin.
        stops = None if self.tab is None else o("style:tab-stops", None, o("style:tab-stop", {
            "style:position": points(self.tab - (self.left or 0))}))  # fmt: skip
        look = o("style:text-properties", language(self.lang)) if self.lang else None
        return o(
            "style:style",
            {"style:name": name, "style:family": "paragraph", "style:parent-style-name": self.style},
            o("style:paragraph-properties", said, stops),
            look,
        )


@dataclass(slots=True)
class Automatic:
    """The automatic styles that were needed, by the names they got in the order of their first use."""

    looks: dict[Look, str] = field(default_factory=dict)
    shapes: dict[Shape, str] = field(default_factory=dict)

    def look(self, look: Look) -> str | None:
        """The name of the style of a run, or None when it looks like its paragraph."""
        if not look.marks and not look.red and not look.lang:
            return look.style
        return self.looks.setdefault(look, f"T{len(self.looks) + 1}")

    def shape(self, shape: Shape) -> str:
        """The name of the style of a paragraph."""
        return shape.style if shape.plain else self.shapes.setdefault(shape, f"P{len(self.shapes) + 1}")

    def elements(self) -> list[Element]:
        """All styles of runs and paragraphs."""
        made = [shape.element(name) for shape, name in self.shapes.items()]
        for look, name in self.looks.items():
            said = {"style:name": name, "style:family": "text", "style:parent-style-name": look.style}
            made.append(o("style:style", said, o("style:text-properties", look.properties())))
        return made


def language(tag: str) -> dict[str, str | int | None]:
    """How text properties name a language: by its parts, and as a whole where it has more than these."""
    first, *rest = tag.split("-")
    script = rest.pop(0).title() if rest and len(rest[0]) == 4 and rest[0].isalpha() else None
    country = rest.pop(0).upper() if rest and (len(rest[0]) == 2 or rest[0].isdigit()) else "none"
    simple = not rest and script is None
    known = simple and tag == (first if country == "none" else f"{first}-{country}") and first == first.lower()
    return {
        "fo:language": first.lower(),
        "fo:script": script,
        "fo:country": country,
        "style:rfc-language-tag": None if known else tag,
    }
