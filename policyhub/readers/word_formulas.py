"""Writes the formulas of a Word file on one line, as people type them."""

from __future__ import annotations

from collections.abc import Callable

from policyhub.readers.word_xml import Element, child, name, plain_attributes


def formula_of(element: Element) -> str:
    """A formula (``m:oMath``) as words: "(a+b)/2", "x^2", "√(n)"; signs stay as they are."""
    called = name(element)
    if called in ("m:t", "t"):
        return element.text or ""
    if called in ("del", "moveFrom"):
        return ""
    made = _WAYS.get(called)
    return made(element) if made is not None else _all(element)


def _all(element: Element | None) -> str:
    return "".join(formula_of(one) for one in element) if element is not None else ""


def _grouped(element: Element | None) -> str:
    """Part of a formula, in brackets where more than one sign belongs together."""
    words = _all(element).strip()
    return words if len(words) < 2 or words.isalnum() else f"({words})"


def _over(element: Element) -> str:
    return f"{_grouped(child(element, 'm:num'))}/{_grouped(child(element, 'm:den'))}"


def _raised(element: Element) -> str:
    low, high = _grouped(child(element, "m:sub")), _grouped(child(element, "m:sup"))
    return _all(child(element, "m:e")) + (f"_{low}" if low else "") + (f"^{high}" if high else "")


def _before(element: Element) -> str:
    low, high = _grouped(child(element, "m:sub")), _grouped(child(element, "m:sup"))
    return (f"_{low}" if low else "") + (f"^{high}" if high else "") + _all(child(element, "m:e"))


def _root(element: Element) -> str:
    return f"{_grouped(child(element, 'm:deg'))}√({_all(child(element, 'm:e'))})"


def _many(element: Element) -> str:
    """A sum, an integral and the like; a sign that is not said is an integral."""
    low, high = _grouped(child(element, "m:sub")), _grouped(child(element, "m:sup"))
    sign = _said(element, "m:naryPr", "m:chr", "∫")
    return f"{sign}{f'_{low}' if low else ''}{f'^{high}' if high else ''} {_all(child(element, 'm:e'))}"


def _bracketed(element: Element) -> str:
    begin, end = _said(element, "m:dPr", "m:begChr", "("), _said(element, "m:dPr", "m:endChr", ")")
    between = _said(element, "m:dPr", "m:sepChr", "|")
    return begin + between.join(_all(one) for one in element if name(one) == "m:e") + end


def _called(element: Element) -> str:
    return f"{_all(child(element, 'm:fName'))} {_grouped(child(element, 'm:e'))}"


def _limited(element: Element) -> str:
    sign = "_" if name(element) == "m:limLow" else "^"
    return f"{_all(child(element, 'm:e'))}{sign}{_grouped(child(element, 'm:lim'))} "


def _rows(element: Element) -> str:
    rows = [one for one in element if name(one) in ("m:mr", "m:e")]
    return "; ".join(", ".join(_all(cell) for cell in row) if name(row) == "m:mr" else _all(row) for row in rows)


def _said(element: Element, properties: str, local: str, default: str) -> str:
    """A sign that the properties of a part name; an empty one is none."""
    found = child(child(element, properties), local)
    return default if found is None else plain_attributes(found).get("val", default)


_WAYS: dict[str, Callable[[Element], str]] = {
    "m:f": _over,
    "m:sSup": _raised,
    "m:sSub": _raised,
    "m:sSubSup": _raised,
    "m:sPre": _before,
    "m:rad": _root,
    "m:nary": _many,
    "m:d": _bracketed,
    "m:func": _called,
    "m:limLow": _limited,
    "m:limUpp": _limited,
    "m:m": _rows,
    "m:eqArr": _rows,
}
