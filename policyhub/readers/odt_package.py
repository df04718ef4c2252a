"""Opens an OpenDocument Text file, packed or flat, and refuses its cousins and what is locked."""

from __future__ import annotations

from dataclasses import dataclass

from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.odt_xml import Element, q, value
from policyhub.readers.packed import BOMB, DAMAGED, LOCKED, MOST_XML, Packed, open_packed, parse_xml

_TEXT = "application/vnd.oasis.opendocument.text"
SPREADSHEET = N_(
    "This file is a spreadsheet, not a text: save its words as an OpenDocument Text (.odt), and upload that."
)
PRESENTATION = N_(
    "This file is a presentation, not a text: save its words as an OpenDocument Text (.odt), and upload that."
)
DRAWING = N_("This file is a drawing, not a text: save its words as an OpenDocument Text (.odt), and upload that.")
FORMULA = N_("This file is a formula, not a text: save its words as an OpenDocument Text (.odt), and upload that.")
CHART = N_("This file is a chart, not a text: save its words as an OpenDocument Text (.odt), and upload that.")
DATABASE = N_("This file is a database, not a text: save its words as an OpenDocument Text (.odt), and upload that.")
ANOTHER_KIND = N_(
    "This file is another kind of file, not a text: save its words as an OpenDocument Text (.odt), and upload that."
)
MASTER = N_(
    "This file is a master document, which only points to its chapters, not a text: save its words as an OpenDocument "
    "Text (.odt), and upload that."
)
_KINDS = {
    _TEXT: None,
    f"{_TEXT}-template": None,
    f"{_TEXT}-master": MASTER,
    f"{_TEXT}-web": None,
    "application/vnd.oasis.opendocument.spreadsheet": SPREADSHEET,
    "application/vnd.oasis.opendocument.presentation": PRESENTATION,
    "application/vnd.oasis.opendocument.graphics": DRAWING,
    "application/vnd.oasis.opendocument.formula": FORMULA,
    "application/vnd.oasis.opendocument.chart": CHART,
    "application/vnd.oasis.opendocument.database": DATABASE,
}
_BODIES = {
    "office:spreadsheet": SPREADSHEET,
    "office:presentation": PRESENTATION,
    "office:drawing": DRAWING,
    "office:chart": CHART,
}
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file is made of: its text, and the elements that hold its styles and what is known about it."""

    body: Element
    content: Element
    styles: Element | None
    meta: Element | None


def open_odt(data: bytes) -> Parts:
    """The parts of an .odt or flat .fodt file; Unreadable, with a sentence that says what to do, for anything else."""
    if data.lstrip(b" \t\r\n").startswith((b"<", *_BYTE_ORDER_MARKS)):
        return _flat(data)
    packed = open_packed(data)
    _check_kind(packed)
    _check_unlocked(packed)
    content = packed.xml("content.xml")
    if content is None:
        raise Unreadable(DAMAGED)
    return Parts(_body(content), content, packed.xml("styles.xml"), packed.xml("meta.xml"))


def _flat(data: bytes) -> Parts:
    if len(data) > MOST_XML:
        raise Unreadable(BOMB)
    root = parse_xml(data)
    if root.tag != q("office:document"):
        raise Unreadable(ANOTHER_KIND)
    return Parts(_body(root), root, root, root)


def _check_kind(packed: Packed) -> None:
    found = packed.data("mimetype", most=200)
    kind = "" if found is None else found.decode("ascii", "replace").strip()
    if found is None and "content.xml" in packed:
        return  # some programs leave it out: what the content is, its body says
    if kind not in _KINDS:
        raise Unreadable(ANOTHER_KIND)
    cousin = _KINDS[kind]
    if cousin is not None:
        raise Unreadable(cousin)


def _check_unlocked(packed: Packed) -> None:
    manifest = packed.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(q("manifest:encryption-data")), None) is not None:
        raise Unreadable(LOCKED)


def _body(root: Element) -> Element:
    body = root.find(f"{q('office:body')}/{q('office:text')}")
    if body is not None:
        if value(body, "text:global") == "true":
            raise Unreadable(MASTER)
        return body
    for name, cousin in _BODIES.items():
        if root.find(f"{q('office:body')}/{q(name)}") is not None:
            raise Unreadable(cousin)
    raise Unreadable(DAMAGED)
