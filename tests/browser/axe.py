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
RUN = """paths => {
    const parts = paths.map(path => document.evaluate(path, document, null, 9).singleNodeValue);
    const where = parts.length && parts.every(Boolean) ? {include: parts} : document;
    return axe.run(where, {resultTypes: ['violations'], preload: false}).then(result => result.violations.map(
        v => v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 300)).join('  |  ')));
}"""
# attributes whose value says of what kind something is; of the others it counts only that they are there
TELLING = frozenset({"class", "role", "type", "scope", "tabindex", "aria-hidden", "aria-current", "aria-expanded"})
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
OUTLINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "header", "footer", "aside", "section"})
STANDS_IN = 4  # so many elements around another say what it looks like


class Inspector:
    """Looks at pages.

    What axe says of an element follows from what it is, what it stands in and how it is styled, and takes longer than
    the page itself: so axe is handed what is of a kind that stood on no page before it, and the whole page if a
    heading or landmark follows another as on no page before. What one process of a test run has seen, all have, by
    files in ``folder``. POLICYHUB_INSPECT=all hands axe every page whole.
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
        parts = self._new_parts(tree, _how(page, javascript))
        if parts:
            self.inspected += 1
            if not javascript:
                page.evaluate(AT_ONCE)
            page.evaluate(AXE)
            found += [f"axe at {page.url}: {line}" for line in page.evaluate(RUN, parts)]
        return found

    def _new_parts(self, tree: html.HtmlElement, how: str) -> list[str]:
        """The paths of what has to be looked at: of the whole page, of its outermost parts of new kinds, or none."""
        seen = self.folder / how
        known = set(seen.read_text().split()) if seen.exists() else set()
        steps = {_short(step) for step in steps_in(tree)} - known
        kinds = {element: _short(kind) for element, kind in kinds_on(tree).items()}
        news = {element for element, kind in kinds.items() if kind not in known}
        with seen.open("a") as file:
            file.write("".join(f"{kind}\n" for kind in steps | {kinds[element] for element in news}))
        if self.every_page or steps:
            return ["/html"]
        outermost = [element for element in tree.iter(etree.Element) if element in news and not _within(element, news)]
        return [tree.getroottree().getpath(element) for element in outermost]


def _short(kind: tuple[str, ...]) -> str:
    return blake2b(repr(kind).encode(), digest_size=12).hexdigest()


def _within(element: html.HtmlElement, others: set[html.HtmlElement]) -> bool:
    return any(above in others for above in element.iterancestors())


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


def kinds_on(tree: html.HtmlElement) -> dict[html.HtmlElement, tuple[str, ...]]:
    """The kind of every element on a page: its tag, its attributes, whether it has words, what it stands in."""
    kinds: dict[html.HtmlElement, tuple[str, ...]] = {}
    for element in tree.iter(etree.Element):
        above = kinds.get(element.getparent(), ())
        kinds[element] = (*above[-STANDS_IN:], _kind(element))
    return kinds


def _kind(element: html.HtmlElement) -> str:
    own = sorted(f"{name}={value}" if name in TELLING else name for name, value in element.attrib.items())
    words = "with words" if (element.text or "").strip() else ""
    return " ".join((str(element.tag), *own, words))


def steps_in(tree: html.HtmlElement) -> frozenset[tuple[str, ...]]:
    """Which heading or landmark follows which on a page."""
    outline = [str(element.tag) for element in tree.iter(*OUTLINE)]
    return frozenset(pairwise(outline))
