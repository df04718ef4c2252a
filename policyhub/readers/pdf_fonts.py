"""Says of the fonts of a PDF how their words look."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!tal)|\bbd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|oblique|slanted", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18


@dataclass(frozen=True, slots=True)
class Face:
    """How the words of a font look."""

    bold: bool = False
    italic: bool = False


def face_of(font: Any) -> Face:
    """How a font looks, by its name and its flags."""
    if not font:
        return Face()
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    bold = bool(_BOLD.search(name)) or bool(flags & _BOLD_FLAG) or pdfium.FPDFFont_GetWeight(font) >= 650
    italic = bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
    return Face(bold, italic)
