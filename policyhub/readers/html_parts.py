"""Which parts of a page are its text: without what nobody sees and without what stands around it on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policyhub.domain.characters import one_line
from policyhub.readers.html_looks import declarations
from policyhub.readers.html_source import Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_NEVER = frozenset({
    "applet", "audio", "base", "canvas", "col", "colgroup", "datalist", "embed", "frameset", "head", "iframe", "input",
    "link", "map", "math", "meta", "noscript", "object", "param", "script", "select", "source", "style", "svg",
    "template", "textarea", "track", "video", "xml",
})  # fmt: skip
_FURNITURE = frozenset({"nav", "aside", "dialog", "button"})
_ROLES = frozenset({
    "alertdialog", "banner", "button", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
    "search", "tablist", "toolbar",
})  # fmt: skip
_CLASSES = re.compile(
    r"(?:cookie|consent|gdpr)[\w-]*|(?:[\w-]*[-_])?(?:share|sharing|social|breadcrumbs?|skip-?link|skip|navbar|navigation"
    r"|sidebar|pagination|pager|newsletter|addthis|print-link|back-to-top)(?:[-_](?:bar|links?|buttons?|icons?|list|box"
    r"|banner|menu|nav|media|wrapper|container|widget|this))*",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?:has|with|no|is|no-)[-_]", re.IGNORECASE)
_SECTIONS = frozenset({"article", "main", "section", "blockquote", "td", "figure", "li"})
_MOST_FURNITURE = 0.4  # of all words of a page: more is its text, whatever it is called
_MOST_IN_PLAIN = 0.9
_TITLE_BLOCK = "title-block-header"


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page that holds several: its title, its first words, and how many words it has."""

    title: str
    first_words: str
    words: int


def words_in(element: Element) -> str:
    """All words of an element on one line."""
    return one_line(" ".join(map(str, element.itertext())))


def drop_unseen(root: Element) -> str:
    """Take out what no reader of the page sees; the words of its title come back."""
    title = next((words_in(found) for found in root.iter("title")), "")
    for element in list(root.iter()):
        if element.tag in _NEVER or _is_hidden(element):
            take_out(element)
    return title


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") not in (None, "until-found"):
        return True
    if element.get("aria-hidden") == "true" and not any(map(str.strip, map(str, element.itertext()))):
        return True
    style = element.get("style", "").casefold()
    if "display" not in style and "visibility" not in style and "mso-hide" not in style:
        return False
    given = declarations(style)
    return given.get("display") == "none" or given.get("visibility") == "hidden" or given.get("mso-hide") == "all"


def take_out(element: Element) -> None:
    """Take an element out of its page; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def text_of_page(root: Element, article: int | None) -> tuple[Element, list[str]]:
    """The element that holds the text, and the words of what stands around it, a line a part.

    ``article`` is the place of an article among ``articles_of``; Raises IndexError when there is none such.
    """
    chosen = None if article is None else articles_of(root)[article]
    around = _take_furniture(root)
    body = chosen if chosen is not None else _main(root)
    if body is not root:
        around += _around(root, body)
    return body, [line for line in around if line]


def articles_of(root: Element) -> list[Element]:
    """The articles of a page, those inside others not among them; none when there is only one."""
    found = [
        element
        for element in root.iter("article")
        if not any(outer.tag == "article" for outer in element.iterancestors()) and words_in(element)
    ]
    return found if len(found) > 1 else []


def described(element: Element) -> Article:
    """What a person needs to choose an article."""
    words = words_in(element)
    heading = next((found for found in element.iter("h1", "h2", "h3", "h4", "h5", "h6")), None)
    title = words_in(heading) if heading is not None else ""
    rest = words.removeprefix(title).strip()
    first = rest if len(rest) <= 120 else rest[:120].rsplit(" ", 1)[0] + " …"
    return Article(title, first, len(words.split()))


def _main(root: Element) -> Element:
    """The one main part, else the one article that holds most of the words, else everything."""
    every = len(words_in(root).split())
    for found in (
        [element for element in root.iter() if element.tag == "main" or element.get("role") == "main"],
        [element for element in root.iter() if element.tag == "article" or element.get("role") == "article"],
    ):
        if len(found) == 1 and 3 * len(words_in(found[0]).split()) > every:
            return found[0]
    return root


def _around(root: Element, body: Element) -> list[str]:
    """The words of a page that stand outside its text."""
    lines: list[str] = []
    inside = set(body.iterancestors())
    for element in inside:
        lines.append(one_line(element.text or ""))
        for child in element:
            if child is not body and child not in inside:
                lines += _lines(child)
            lines.append(one_line(child.tail or ""))
    return lines


def _take_furniture(root: Element) -> list[str]:
    counts = _counts(root)
    around_text = {
        outer
        for found in root.iter()
        if found.tag in ("main", "article") or found.get("role") == "main"
        for outer in (found, *found.iterancestors())
    }
    lines: list[str] = []
    for element in list(_furniture(root)):
        if element.getroottree().getroot() is not root:
            continue
        most = _MOST_IN_PLAIN if _plainly(element) else _MOST_FURNITURE
        if element in around_text or _has_the_title(element) or counts[element] > most * counts[root]:
            continue
        lines += _lines(element)
        take_out(element)
    return lines


def _counts(root: Element) -> dict[Element, int]:
    """How many words each element holds."""
    counts: dict[Element, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        inside = sum(counts[child] + len((child.tail or "").split()) for child in element)
        counts[element] = inside + len((element.text or "").split())
    return counts


def _furniture(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if element.tag in ("body", "html", "main", "article") or element.get("id") == _TITLE_BLOCK:
            continue
        named = [*element.get("class", "").split()[:50], element.get("id", "")]
        if (
            _plainly(element)
            or _is_of_page(element)
            or any(_CLASSES.fullmatch(name) and not _STATES.match(name) for name in named if name)
        ):
            yield element


def _plainly(element: Element) -> bool:
    """Whether the page itself says that an element is no part of its text; a note in an aside is one."""
    if element.get("role", "").startswith("doc-") or "note" in element.get("epub:type", ""):
        return False
    return element.tag in _FURNITURE or element.get("role", "") in _ROLES


def _is_of_page(element: Element) -> bool:
    """Whether a header or footer is the page's, not an article's."""
    if element.tag not in ("header", "footer"):
        return False
    return not any(outer.tag in _SECTIONS for outer in element.iterancestors())


def _has_the_title(element: Element) -> bool:
    """Whether a header holds the only title of the page, as many do."""
    if element.tag != "header" or not any(True for _ in element.iter("h1")):
        return False
    every = element.getroottree().getroot().iter("h1")
    return all(element in found.iterancestors() for found in every)


def _lines(element: Element) -> list[str]:
    """The words of a part, a line for each block in it."""
    lines: list[list[str]] = [[]]
    for event, found in etree.iterwalk(element, events=("start", "end")):
        if found.tag in BLOCKS or found.tag in ("br", "button"):
            lines.append([])
        text = found.text if event == "start" else found.tail if found is not element else ""
        lines[-1].append(text or "")
    return [one_line("".join(line)) for line in lines]
