"""Makes a tree of elements of the bytes of a page that nobody vouches for: no network, no scripts, no depth."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html import unescape

from lxml import etree

from policyhub.domain.sentences import N_
from policyhub.readers.encodings import decode
from policyhub.readers.errors import Unreadable

MOST_BYTES = 20 * 1024 * 1024
MOST_ELEMENTS = 300_000
MOST_ATTRIBUTES = 200  # libxml2 compares each attribute of an element with all before it
DEEPEST = 200
LONGEST_VALUE = 20_000

TOO_BIG = N_("This page is larger than 20 MB: save it without its pictures, or split it, and try again.")
EMPTY = N_("There are no words in this page: open it, copy its words into a new document, and upload that.")
TOO_DEEP = N_("This page is nested too deeply to be read: copy its words into a new document, and upload that.")
TOO_MANY = N_("This page has more parts than any paper: copy the words you need into a new document, and upload that.")

Element = etree._Element

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_ENCODINGS = re.compile(r"(?:iso8859-\d+|cp125\d|koi8-[ru]|mac-roman|shift_jis|euc_jp|euc_kr|gbk|gb18030|gb2312|big5)")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")
_TOKEN = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|<!DOCTYPE[^\[>]{0,2000}+\[[^\]]{0,20000}+\]\s*+>"
    r"|<(?:[!?]|/(?![A-Za-z]))[^>]*+>?"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)*+)[\s/]*+(?P<end>>)?",
    re.DOTALL,
)
_NAME = re.compile(r"[a-z][a-z0-9:_.-]{0,40}")
_NO_MARKUP_INSIDE = frozenset({"script", "style", "iframe", "noembed", "title", "textarea"})
_KEPT = re.compile(
    r"alt|aria-hidden|aria-level|charset|cite|class|color|colspan|content|data-[a-z-]{1,30}|datetime|epub:type|face"
    r"|headers|hidden|href|id|lang|name|reversed|role|rowspan|scope|start|style|title|type|value|xml:lang"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The root of a page, the words of its style sheets, and the encoding it was in."""

    root: Element
    styles: str
    encoding: str


def open_page(data: bytes | str) -> Page:
    """The tree of a page; Unreadable, with a sentence that says what to do, if it has none or is made to harm.

    What a program must not trust is gone: comments, scripts, attributes that no reader needs, DTDs and entities of the
    page's own. No address in it is followed.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    text, encoding = (data, "utf-8") if isinstance(data, str) else decode_page(data)
    source, styles = _rewritten(_UNSEEN.sub("", text.removeprefix("\ufeff")))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable(EMPTY) from problem
    if root is None:
        raise Unreadable(EMPTY)
    _check(root)
    return Page(root, styles, encoding)


def decode_page(data: bytes) -> tuple[str, str]:
    """The characters of a page and the name of its encoding.

    Marks at the beginning come first, then UTF-8 by its form (browsers save pages in it and leave the old declaration
    standing), then what the page declares, then what a text file would be taken for.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None:
        return data.decode(declared, "replace"), declared
    return decode(bytes(byte for byte in data if byte) if data.count(0) < len(data) // 100 else data)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:8192])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # What says Latin-1 is Windows-1252, in every browser.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)
    return name if _ENCODINGS.fullmatch(name) else None


def _rewritten(text: str) -> tuple[str, str]:
    """The page with nothing in it but tags with few and known attributes and text; and its style sheets."""
    parts: list[str] = []
    styles: list[str] = []
    unclosed: set[str] = set()
    at = tags = 0
    while (found := _TOKEN.search(text, at)) is not None:
        parts.append(text[at : found.start()].replace("<", "&lt;"))
        at = found.end()
        name = (found["name"] or "").casefold()
        if not name:
            continue
        tags += 1
        if tags > 2 * MOST_ELEMENTS:
            raise Unreadable(TOO_MANY)
        if not found["end"] or not _NAME.fullmatch(name):
            # A tag that never ends, or with a name that no page has, is somebody's "<": words.
            parts.append(found[0].replace("<", "&lt;"))
            continue
        if found["close"]:
            parts.append(f"</{name}>")
            continue
        if name in _NO_MARKUP_INSIDE and name not in unclosed:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            if end is not None:
                inside, at = text[at : end.start()], end.start()
                if name == "style":
                    styles.append(inside)
                elif name == "title":
                    parts.append(f"<title>{inside.replace('<', '&lt;')}")
                continue
            unclosed.add(name)
        parts.append(_tag(name, found["attributes"]))
    parts.append(text[at:].replace("<", "&lt;"))
    return "".join(parts), "\n".join(styles)


def _tag(name: str, attributes: str) -> str:
    if not attributes:
        return f"<{name}>"
    kept = _attributes(attributes).items()
    return f"<{name}{''.join(f' {key}={_quoted(value)}' for key, value in kept)}>"


def _quoted(value: str) -> str:
    return '"' + value.replace('"', "&quot;").replace("<", "&lt;") + '"'


def _attributes(source: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for count, found in enumerate(_ATTRIBUTE.finditer(source)):
        if count > MOST_ATTRIBUTES:
            break
        key = found[1].casefold()
        value = found[2] or found[3] or found[4] or ""
        if key not in kept and len(value) <= LONGEST_VALUE and _KEPT.fullmatch(key):
            kept[key] = value
    return kept


def tag_of(source: str) -> tuple[str, dict[str, str], bool] | None:
    """The name of one tag, its attributes that a reader needs, and whether it closes; None for anything else."""
    found = _TOKEN.fullmatch(source)
    if found is None or not found["name"] or not _NAME.fullmatch(found["name"].casefold()):
        return None
    values = {key: unescape(value) for key, value in _attributes(found["attributes"]).items() if ":" not in key}
    return found["name"].casefold(), values, bool(found["close"])


def _check(root: Element) -> None:
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        if elements > MOST_ELEMENTS:
            raise Unreadable(TOO_MANY)
