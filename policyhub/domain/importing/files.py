"""What a file is called, and whether its name or its first bytes say that nothing here can read it."""

from __future__ import annotations

import unicodedata
from typing import Literal

LONGEST_NAME = 300
Kind = Literal["readable", "old", "other"]

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_OLD = (".doc", ".dot", ".rtf", ".pages", ".wpd", ".wps")
_OLD_STARTS = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_WRAPPED = "EncryptedPackage".encode("utf-16-le")
_OTHER = (
    *(".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".zip", ".gz", ".7z", ".rar", ".exe"),
    *(".png", ".jpg", ".jpeg", ".gif", ".heic", ".tif", ".tiff", ".mp3", ".mp4", ".mov", ".eml", ".msg"),
)


def clean_name(name: str) -> str:
    """The last part of a file's name without what cannot be seen, in up to 300 characters, its ending kept.

    Empty when nothing is left of it.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = " ".join("".join(" " if c.isspace() else c for c in last if c.isspace() or not _is_unseen(c)).split())
    if not seen.strip("."):
        return ""
    stem, dot, ending = seen.rpartition(".")
    if len(seen) <= LONGEST_NAME:
        return seen
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending if dot and len(ending) < 10 else seen[:LONGEST_NAME]


def kind_of(name: str, blob: bytes) -> Kind:
    """Whether a file may be read, is of an old word processor, or is something else that is no text."""
    lower = name.lower()
    if lower.endswith(_OLD) or (blob.startswith(_OLD_STARTS) and not is_locked(blob)):
        return "old"
    return "other" if lower.endswith(_OTHER) else "readable"


def is_locked(blob: bytes) -> bool:
    """Whether this is a new Word file with a password, which is wrapped up in one that looks like an old one."""
    return blob.startswith(_OLD_STARTS[0]) and _WRAPPED in blob


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN
