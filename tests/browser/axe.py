"""The inspector: axe-core on the pages of every walk, with JavaScript and without."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
from lxml import etree, html
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# a page that runs no scripts has no timers either, and axe would wait for one for ever
AT_ONCE = """() => { window.setTimeout = (then, time, ...given) => {
    if (!(time > 50)) Promise.resolve().then(() => then(...given)); }; }"""
RUN = """axe.run(document, {resultTypes: ['violations'], preload: false}).then(result => result.violations.map(
    v => v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 300)).join('  |  ')))"""
# attributes whose value says of what kind something is; of the others it counts only that they are there
TELLING = frozenset({"class", "role", "type", "scope", "tabindex", "aria-hidden", "aria-current", "aria-expanded"})
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
OUTLINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "header", "footer", "aside", "section"})
STANDS_IN = 4  # so many elements around another say what it looks like

Kinds = frozenset[tuple[str, ...]]


class Inspector:
    """Looks at pages.

    What axe says of an element follows from what it is, what it stands in and how it is styled, and takes longer than
    the page itself: so a page is handed to axe if anything on it is of a kind that stood on no page before it, or if
    a heading or landmark follows another as on no page before. What one process of a test run has seen, all have, by
    files in ``folder``. POLICYHUB_INSPECT=all hands axe every page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.every_page = os.environ.get("POLICYHUB_INSPECT") == "all"
        self.asked = self.inspected = 0

    def violations(self, page: Page, *, javascript: bool) -> list[str]:
        """What is wrong with a page as it stands now, one line each."""
        tree = html.fromstring(page.content())
        found = [f"{problem} at {page.url}" for problem in (*wrong_ids(tree), *wrong_headings(tree))]
        self.asked += 1
        if self._is_new(tree, _how(page, javascript)):
            self.inspected += 1
            if not javascript:
                page.evaluate(AT_ONCE)
            page.evaluate(AXE)
            found += [f"axe at {page.url}: {line}" for line in page.evaluate(RUN)]
        return found

    def _is_new(self, tree: html.HtmlElement, how: str) -> bool:
        kinds = {blake2b(repr(kind).encode(), digest_size=12).hexdigest() for kind in kinds_on(tree) | steps_in(tree)}
        seen = self.folder / how
        new = kinds.difference(seen.read_text().split()) if seen.exists() else kinds
        with seen.open("a") as file:
            file.write("".join(f"{kind}\n" for kind in new))
        return self.every_page or bool(new)


def _how(page: Page, javascript: bool) -> str:
    """In which circumstances a page is looked at: with scripts or without, and how wide."""
    size = page.viewport_size
    return f"{'scripts' if javascript else 'plain'}-{size['width'] if size else 0}"


def wrong_ids(tree: html.HtmlElement) -> list[str]:
    """Ids that several elements have, and labels and descriptions that point to an element that is not there."""
    ids = Counter(map(str, tree.xpath("//@id")))
    found = [f"the id {name!r} stands {times} times" for name, times in ids.items() if times > 1]
    for name in POINTING:
        pointed = {part for value in tree.xpath(f"//@{name}") for part in str(value).split()}
        found += [f"{name} points to {missing!r}, which is not there" for missing in sorted(pointed - set(ids))]
    return found


def wrong_headings(tree: html.HtmlElement) -> list[str]:
    """A page has one first heading."""
    firsts = len(tree.xpath("//h1"))
    return [] if firsts == 1 else [f"{firsts} h1"]


def kinds_on(tree: html.HtmlElement) -> Kinds:
    """Every kind of element on a page: its tag, its attributes, whether it has words, and what it stands in."""
    kinds: dict[html.HtmlElement, tuple[str, ...]] = {}
    for element in tree.iter(etree.Element):
        above = kinds.get(element.getparent(), ())
        kinds[element] = (*above[-STANDS_IN:], _kind(element))
    return frozenset(kinds.values())


def _kind(element: html.HtmlElement) -> str:
    own = sorted(f"{name}={value}" if name in TELLING else name for name, value in element.attrib.items())
    words = "with words" if (element.text or "").strip() else ""
    return " ".join((str(element.tag), *own, words))


def steps_in(tree: html.HtmlElement) -> Kinds:
    """Which heading or landmark follows which on a page."""
    outline = [str(element.tag) for element in tree.iter(*OUTLINE)]
    return frozenset(pairwise(outline))
