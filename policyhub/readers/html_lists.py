"""What a browser, or Word, prints before the items of a page's lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyhub.domain.numbering import Style, written
from policyhub.readers.html_looks import Properties, Styles
from policyhub.readers.html_parts import words_in
from policyhub.readers.html_source import Element

BULLET = "•"

_TYPES: dict[str, tuple[Style, bool]] = {
    "1": ("decimal", False), "a": ("letters", False), "A": ("letters", True), "i": ("roman", False),
    "I": ("roman", True), "decimal": ("decimal", False), "lower-alpha": ("letters", False),
    "lower-latin": ("letters", False), "upper-alpha": ("letters", True), "upper-latin": ("letters", True),
    "lower-roman": ("roman", False), "upper-roman": ("roman", True),
}  # fmt: skip
_BULLETS = frozenset({"disc", "circle", "square", "disclosure-closed", "disclosure-open"})
_WHOLE = re.compile(r"[+-]?\d{1,6}")
_LEVEL = re.compile(r"\blevel(\d)\b")
_LIST = re.compile(r"\bl\d+\b")
_NUMBER = re.compile(
    r"(?:\d{1,4}\.)*\d{1,4}[a-z]?|(?:Part|Section|Chapter|Article|Appendix|Annex|Schedule)\s+\w{1,5}", re.I
)
_LONG = 30
_MOST_ITEMS_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed before an item; ``number`` says that it is the number of a clause."""

    text: str
    number: bool = False


@dataclass(slots=True)
class Count:
    """One list of a page as it is counted: ``next`` is the next item's value, ``step`` 1 or -1."""

    ordered: bool
    style: Style = "decimal"
    upper: bool = False
    next: int = 1
    step: int = 1
    clauses: bool = False
    stem: str = ""
    bare: bool = False

    def marker(self, item: Element) -> Marker | None:
        """What is printed before the next item; None when it is nothing."""
        if not self.ordered:
            return None if self.bare else Marker(BULLET)
        given = item.get("value", "").strip()
        value = int(given) if _WHOLE.fullmatch(given) else self.next
        self.next = value + self.step
        if self.bare:
            return None
        text = written(value, self.style) if 0 < value < 4000 else str(value)
        text = f"{self.stem}{text.upper() if self.upper else text}"
        return Marker(text, True) if self.clauses else Marker(f"{text}.")


def count_of(element: Element, properties: Properties, styles: Styles, outer: str | None, *, inside: bool) -> Count:
    """How the items of an ``ol``, ``ul``, ``menu`` or ``dir`` are counted.

    ``outer`` is the number of the clause that the list stands in, for pages whose styles count through ("1.1");
    ``inside`` says that the list stands inside another; one of long items that does not is one of clauses.
    """
    kind = properties.get("list-style-type") or next(
        (word for word in properties.get("list-style", "").split() if word == "none" or word in _TYPES), ""
    )
    kind = kind.strip("\"'")
    items = [child for child in element if child.tag == "li"]
    through = styles.counts_through
    if element.tag != "ol" and kind not in _TYPES:
        return Count(False, bare=kind == "none" or (element.tag == "ul" and _all_typed(items)))
    style, upper = _TYPES.get(kind) or _TYPES.get(element.get("type", ""), ("decimal", False))
    start = element.get("start", "").strip()
    backwards = element.get("reversed") is not None
    first = int(start) if _WHOLE.fullmatch(start) else len(items) if backwards else 1
    clauses = style == "decimal" and (through or (not inside and _are_clauses(items)))
    bare = kind in ("none", *_BULLETS) and not through
    stem = f"{outer}." if through and outer else ""
    return Count(True, style, upper, first, -1 if backwards else 1, clauses, stem, bare)


_TYPED = re.compile(
    r"(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]|\(?[a-z][.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+)\s*\S", re.IGNORECASE
)


def _all_typed(items: list[Element]) -> bool:
    """Whether each item brings a mark of its own, typed: a bullet before it is one too many."""
    return len(items) > 1 and all(_TYPED.match(words_in(item)[:40]) for item in items[:_MOST_ITEMS_LOOKED_AT])


def _are_clauses(items: list[Element]) -> bool:
    """Whether the items are long, or begin with headings, as clauses of a paper are."""
    items = items[:_MOST_ITEMS_LOOKED_AT]
    if not items:
        return False
    if any(len(child) and child[0].tag in ("h1", "h2", "h3", "h4", "h5", "h6") for child in items):
        return True
    if sum(1 for item in items if sum(1 for child in item if child.tag == "p") > 1) * 2 > len(items):
        return True
    return sum(len(words_in(item).split()) for item in items) > _LONG * len(items)


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of a page saved by Word whose printed labels are numbers, with how many levels of them are."""

    numbered: dict[str, int]

    def marker(self, paragraph: Properties, label: str, *, heading: bool) -> tuple[Marker, int]:
        """The marker of a paragraph with this printed label, and the level of its item from 0."""
        name, level = list_and_level(paragraph)
        numbers = self.numbered.get(name, 0)
        label = " ".join(label.replace("\u00a0", " ").split())
        bare = label.rstrip(".:")
        if _NUMBER.fullmatch(bare) and (heading or "." in bare or level <= numbers or not bare[0].isdigit()):
            return Marker(bare, True), 0
        if not any(sign.isalnum() for sign in label) or label in ("o", "§", "Ø", "ü", "v", "q"):
            label = BULLET
        return Marker(label), max(0, level - 1 - numbers)


def word_lists(root: Element) -> WordLists:
    """Which of a page's Word lists number clauses: those that print "1.1", stand at headings or have long items."""
    lengths: dict[str, list[int]] = {}
    numbered: dict[str, int] = {}
    for span in root.iter("span"):
        if not is_label(span):
            continue
        paragraph = next((outer for outer in span.iterancestors() if "mso-list" in outer.get("style", "")), None)
        if paragraph is None:
            continue
        name, level = list_and_level({"mso-list": _mso_list(paragraph.get("style", ""))})
        label = words_in(span).rstrip(".")
        if not _NUMBER.fullmatch(label):
            continue
        if "." in label or str(paragraph.tag).startswith("h"):
            numbered[name] = max(numbered.get(name, 0), level)
        lengths.setdefault(name, []).append(len(words_in(paragraph).split()))
    for name, found in lengths.items():
        if sum(found) > _LONG * len(found):
            numbered.setdefault(name, 1)
    return WordLists(numbered)


def is_label(element: Element) -> bool:
    """Whether an element holds the label that Word printed before an item."""
    return "mso-list" in element.get("style", "") and _mso_list(element.get("style", "")) == "ignore"


def list_and_level(properties: Properties) -> tuple[str, int]:
    """The name of Word's list that a paragraph is in, and its level from 1."""
    given = properties.get("mso-list", "")
    name, level = _LIST.search(given), _LEVEL.search(given)
    return (name[0] if name else ""), (int(level[1]) if level else 1)


def _mso_list(style: str) -> str:
    found = re.search(r"mso-list:\s*([^;]*)", style, re.IGNORECASE)
    return found[1].strip().casefold() if found else ""
