"""Signs that a Word file holds as places in fonts of pictures, as the characters that everybody has."""

from __future__ import annotations

import re

_PICTURES = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐",
    0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xB7: "•",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_GREEK = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOLS = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)
_SIGN = re.compile("[\uf000-\uf0ff]")


def symbol(code: str, font: str) -> str:
    """The character for a sign: ``code`` is its place in hexadecimal figures, ``font`` the name of its font."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if place in _PRIVATE:
        place -= 0xF000
    elif place > 0xFF:
        return chr(place) if place < 0x110000 and not 0xD800 <= place < 0xE000 else ""
    name = font.casefold()
    if name == "symbol":
        sign = chr(place)
        letter = _GREEK.get(sign.lower())
        if letter:
            return letter.upper() if sign.isupper() else letter
        return _SYMBOLS.get(place, sign if 0x20 <= place < 0x7F else "•")
    if "dings" in name:
        return _PICTURES.get(place, "•")
    return chr(place) if place >= 0x20 else ""


def with_symbols(text: str, font: str) -> str:
    """Words with the signs among them that are only places in their font."""
    return _SIGN.sub(lambda found: symbol(f"{ord(found[0]):x}", font), text)
