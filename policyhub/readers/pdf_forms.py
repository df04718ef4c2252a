"""Refuses PDF files whose drawings are made of drawings without end, before the library that would draw them."""

from __future__ import annotations

import re
import zlib
from collections import Counter

MOST_DRAWN = 50_000

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_INLINE = re.compile(rb"/XObject\s*<<([^<>]{0,20000})>>")
_ELSEWHERE = re.compile(rb"/(?:XObject|Resources)\s+(\d{1,9})\s+\d+\s+R\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,9})\s+\d+\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
_LONGEST_HEAD = 20_000
_LONGEST = 4 * 1024 * 1024
_MOST_FORMS = 20_000
_DEEPEST = 60


def is_endless(data: bytes) -> bool:
    """Whether a form of the file draws itself, or forms in forms come to more than 50,000 drawings.

    Forms are streams and so stand in the file as they are. What they draw is looked up in their own lists; a list that
    is packed away in an object stream is not opened, the limits of the reading process are for that.
    """
    if not _FORM.search(data):
        return False
    places = [(int(found[1]), found.end()) for found in _OBJECT.finditer(data)]
    starts = dict(places)
    heads = {number: data[start : start + _LONGEST_HEAD].partition(b"endobj")[0] for number, start in starts.items()}
    draws: dict[int, Counter[int]] = {}
    for number, head in heads.items():
        words = head.partition(b"stream")[0]
        if _FORM.search(words):
            draws[number] = _draws(words, _content(words, data, starts[number]), heads)
        if len(draws) > _MOST_FORMS:
            return True
    return _is_too_much(draws)


def _draws(words: bytes, content: bytes, heads: dict[int, bytes]) -> Counter[int]:
    """The forms that one form draws, and how often."""
    listed = _INLINE.findall(words)
    for found in _ELSEWHERE.finditer(words):
        elsewhere = heads.get(int(found[1]), b"")
        listed.extend(_INLINE.findall(elsewhere) or [elsewhere])
    names = {found[1]: int(found[2]) for part in listed for found in _NAMED.finditer(part)}
    return Counter(names[name] for name in _DRAWN.findall(content) if name in names)


def _content(words: bytes, data: bytes, start: int) -> bytes:
    begin = data.find(b"stream", start + len(words))
    raw = data[begin + 6 : begin + 6 + _LONGEST].lstrip(b"\r\n")
    if b"/FlateDecode" not in words:
        return raw.partition(b"endstream")[0]
    try:
        return zlib.decompressobj().decompress(raw, _LONGEST)
    except zlib.error:
        return b""


def _is_too_much(draws: dict[int, Counter[int]]) -> bool:
    """Whether any form comes to too many drawings, counted from those that draw none; a circle cannot be."""
    counts: dict[int, int] = {}
    waiting = set(draws)
    for _ in range(_DEEPEST):
        ready = [form for form in waiting if all(other in counts or other not in draws for other in draws[form])]
        for form in ready:
            counts[form] = 1 + sum(times * counts.get(other, 1) for other, times in draws[form].items())
        waiting.difference_update(ready)
    return bool(waiting) or any(count > MOST_DRAWN for count in counts.values())
