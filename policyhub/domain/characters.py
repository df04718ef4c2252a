"""Which characters, addresses, moments and language tags a text may hold, whatever format it comes or goes out as."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, lone surrogates among it, and the C1 controls that no one can see.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_BLANK_CONTROLS = re.compile("[\x1c-\x1f]")
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"(?:https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\^`{|}]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_HOME = {"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE"}


def storable(text: str) -> str:
    """``text`` with U+FFFD for what no page or database can hold: NUL and half a surrogate pair."""
    return text if text.isascii() and "\0" not in text else _UNKEPT.sub("\ufffd", text)


def clean(text: str) -> str:
    """``text`` without what a file cannot hold; every kind of new line becomes "\\n"."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEW_LINES.sub("\n", _BLANK_CONTROLS.sub(" ", text))
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """``text`` cleaned, with blanks and new lines folded into single blanks."""
    return " ".join(clean(text).split())


def safe_link(link: str | None) -> str | None:
    """``link`` if it is a web or mail address that a program may follow, else None."""
    if link and len(link) <= 2000 and _LINK.fullmatch(link) and clean(link) == link:
        return link
    return None


def language(tag: str | None) -> str | None:
    """A language tag as programs know it ("cy" becomes "cy-GB"), or None when it is not one."""
    if not tag or not _LANGUAGE.fullmatch(tag):
        return None
    return _HOME.get(tag.lower(), tag)


def moment(given: str) -> str | None:
    """A moment as word processors have it ("2026-05-12T10:00:00Z", a day alone), or None when it is none."""
    return given if _MOMENT.fullmatch(given) else None
