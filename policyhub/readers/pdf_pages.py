"""Reads what stands on the pages of a PDF, object by object."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from policyhub.domain.sentences import N_
from policyhub.readers.colours import is_red_light
from policyhub.readers.errors import Unreadable
from policyhub.readers.pdf_fonts import Face, face_of
from policyhub.readers.pdf_sheets import Rule, Run, Sheet

MOST_OBJECTS = 400_000
MOST_SIGNS = 12_000_000
TOO_LONG = N_("This PDF has more pages or words than a paper can have: split it, and try again.")

_MOST_ON_A_PAGE = 30_000
_MOST_RULES = 4_000
_MOST_LOOKED_AT = 2_000_000
_DEEPEST = 12
_FURTHEST = 20_000.0
_THIN = 2.5

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Pages:
    """Reads page after page into the same few buffers, as asking for each object anew is what costs time."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.objects = 0
        self.signs = 0
        self.faces: dict[int, Face] = {}
        self.text = (ctypes.c_ushort * 4096)()
        self.matrix = pdfium.FS_MATRIX()
        self.edges = tuple(ctypes.c_float() for _ in range(4))
        self.colours = tuple(ctypes.c_uint() for _ in range(4))
        self.size = ctypes.c_float()

    def sheet(self, at: int) -> Sheet | None:
        """What stands on a page; None for one that is broken."""
        page = pdfium.FPDF_LoadPage(self.document, at)
        if not page:
            return None
        try:
            words = pdfium.FPDFText_LoadPage(page)
            try:
                return self._read(page, words) if words else None
            finally:
                pdfium.FPDFText_ClosePage(words)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read(self, page: Any, words: Any) -> Sheet:
        self.words = words
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.turn = _turn(page, width, height)
        sheet = Sheet(width, height)
        count = pdfium.FPDFPage_CountObjects(page)
        signs = max(pdfium.FPDFText_CountChars(words), 0)
        self.signs += signs
        self._spend(count)
        self.known = self._sign_by_sign(signs) if count * signs > _MOST_LOOKED_AT else None
        for at in range(count):
            self._object(pdfium.FPDFPage_GetObject(page, at), sheet, _PLAIN, 0)
        _link(page, self.document, sheet, self.turn)
        return sheet

    def _spend(self, count: int) -> None:
        self.objects += count
        if self.objects > MOST_OBJECTS or count > _MOST_ON_A_PAGE or self.signs > MOST_SIGNS:
            raise Unreadable(TOO_LONG)

    def _object(self, thing: Any, sheet: Sheet, place: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._words(thing, sheet, place)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            if len(sheet.rules) < _MOST_RULES:
                sheet.rules.extend(self._rules(thing, place))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            sheet.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(thing)
            self._spend(max(count, 0))
            pdfium.FPDFPageObj_GetMatrix(thing, self.matrix)
            inner = _times(_matrix(self.matrix), place)
            for at in range(count):
                self._object(pdfium.FPDFFormObj_GetObject(thing, at), sheet, inner, depth + 1)

    def _words(self, thing: Any, sheet: Sheet, place: Matrix) -> None:
        text = self._text(thing)
        if not text or text.isspace():
            return
        pdfium.FPDFPageObj_GetMatrix(thing, self.matrix)
        own = _matrix(self.matrix)
        if place is not _PLAIN:
            own = _times(own, place)
        pdfium.FPDFTextObj_GetFontSize(thing, self.size)
        box = self._box(thing, place)
        if self.turn is not None:
            own = _times(own, self.turn)
        a, b, c, d, _, base = own
        size = abs(self.size.value) * math.hypot(c, d)
        upright = abs(b) <= 0.2 * abs(a) and a > 0
        if not all(map(math.isfinite, (*own, *box, size))):
            box, size, base, upright = (0.0, 0.0, 0.0, 0.0), 1.0, 0.0, False
        pdfium.FPDFPageObj_GetFillColor(thing, *self.colours)
        font = pdfium.FPDFTextObj_GetFont(thing)
        key = key_of(font)
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = face_of(font)
        left, bottom, right, top = (min(max(edge, -_FURTHEST), _FURTHEST) for edge in box)
        base = min(max(base, -_FURTHEST), _FURTHEST)
        red, green, blue, _ = (colour.value for colour in self.colours)
        size, red_words = min(max(size, 0.1), 1000.0), is_red_light(red, green, blue)
        run = Run(text, left, right, bottom, top, base, size, face, red_words, None, upright, len(sheet.runs))
        sheet.runs.append(run)

    def _sign_by_sign(self, signs: int) -> dict[int, str]:
        """The words of each object of a page; asking each object for them takes as long as the page has signs."""
        found: dict[int, list[str]] = {}
        last: list[str] = []
        for at in range(signs):
            sign = pdfium.FPDFText_GetUnicode(self.words, at)
            key = key_of(pdfium.FPDFText_GetTextObject(self.words, at))
            last = found.setdefault(key, []) if key else last
            last.append(chr(sign) if 0 < sign < 0x110000 else "\ufffd" if sign else "")
        return {key: "".join(parts) for key, parts in found.items()}

    def _text(self, thing: Any) -> str:
        if self.known is not None:
            return self.known.get(key_of(thing), "")
        size = len(self.text) * 2
        length = pdfium.FPDFTextObj_GetText(thing, self.words, self.text, size)
        if length > size:
            if length > 2 * MOST_SIGNS:
                raise Unreadable(TOO_LONG)
            self.text = (ctypes.c_ushort * (length // 2))()
            length = pdfium.FPDFTextObj_GetText(thing, self.words, self.text, length)
        return ctypes.string_at(self.text, max(length - 2, 0)).decode("utf-16-le", "replace")

    def _box(self, thing: Any, place: Matrix) -> Box:
        pdfium.FPDFPageObj_GetBounds(thing, *self.edges)
        left, bottom, right, top = (edge.value for edge in self.edges)
        box = (left, bottom, right, top)
        if place is not _PLAIN:
            box = _moved(box, place)
        return box if self.turn is None else _moved(box, self.turn)

    def _rules(self, thing: Any, place: Matrix) -> Iterator[Rule]:
        left, bottom, right, top = self._box(thing, place)
        if not all(map(math.isfinite, (left, bottom, right, top))):
            return
        wide, high = right - left, top - bottom
        if max(wide, high) < 4:
            return
        if min(wide, high) <= _THIN:
            yield Rule(left, bottom, right, top)
        elif 2 <= pdfium.FPDFPath_CountSegments(thing) <= 12 and _is_stroked(thing):
            yield Rule(left, bottom, right, bottom)
            yield Rule(left, top, right, top)
            yield Rule(left, bottom, left, top)
            yield Rule(right, bottom, right, top)


def _matrix(m: Any) -> Matrix:
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: Box, m: Matrix) -> Box:
    left, bottom, right, top = box
    a, b, c, d, e, f = m
    across = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    up = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return (min(across), min(up), max(across), max(up))


def _turn(page: Any, width: float, height: float) -> Matrix | None:
    """What brings the places of a page that is shown turned to where they are seen."""
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return (0.0, -1.0, 1.0, 0.0, 0.0, height)
        case 2:
            return (-1.0, 0.0, 0.0, -1.0, width, height)
        case 3:
            return (0.0, 1.0, -1.0, 0.0, width, 0.0)
        case _:
            return None


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _link(page: Any, document: Any, sheet: Sheet, turn: Matrix | None) -> None:
    """Give runs the web or mail address that a click on them would open."""
    start, found, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    areas: list[tuple[Box, str]] = []
    while len(areas) < 500 and pdfium.FPDFLink_Enumerate(page, start, found):
        address = _address(document, found)
        if address and pdfium.FPDFLink_GetAnnotRect(found, box):
            area = (min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right),
                    max(box.bottom, box.top))  # fmt: skip
            areas.append((area if turn is None else _moved(area, turn), address))
    if len(areas) * len(sheet.runs) > _MOST_LOOKED_AT:
        return
    for area, address in areas:
        left, bottom, right, top = area
        for at, run in enumerate(sheet.runs):
            inside = run.left >= left - 2 and run.right <= right + 2
            if inside and bottom - 2 <= run.base + run.size * 0.3 <= top + 2:
                sheet.runs[at] = Run(run.text, run.left, run.right, run.bottom, run.top, run.base, run.size, run.face,
                                     run.red, address, run.upright, run.order)  # fmt: skip


def _address(document: Any, link: Any) -> str | None:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 8 < length <= 2001:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace")
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else None


def key_of(handle: Any) -> int:
    """Where what a handle stands for is kept, which is the same for the same thing; 0 for nothing."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
