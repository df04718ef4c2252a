"""Decides whether a hyphen at the end of a line was put there by whoever broke the line, or belongs to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_END = re.compile(r"([^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*)[-\u00ad\u2010\x02]\s*\Z")
_START = re.compile(r"\s*([^\W\d_]+(?:['’][^\W\d_]+)*)")
_SOFT = "\u00ad\x02"
_KEPT_BEFORE = frozenset({"all", "co", "cross", "ex", "half", "ill", "mid", "multi", "non", "over", "quasi", "self",
                          "semi", "so", "vice", "well"})  # fmt: skip
_WHOLE = 4


class Hyphens:
    """Knows the words of a file, so that it can say how one that was broken is written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        for text in texts:
            self.words.update(_WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").casefold()))

    def joined(self, before: str, after: str) -> tuple[str, str] | None:
        """What stands before and after the break once the word is whole; None where no hyphen ends the line.

        How the word stands elsewhere in the file decides. Else the hyphen stays where it stands beside a capital or a
        figure, after a prefix that is written with one, or between two words that stand by themselves elsewhere.
        """
        end, start = _END.search(before), _START.match(after)
        if end is None:
            bare = before.rstrip()
            return (bare, after.lstrip()) if re.search(r"[\w.]-\Z", bare) and re.match(r"\s*\d", after) else None
        bare = before.rstrip()
        if start is None:
            return None
        rest = after.lstrip()
        if self._is_kept(end[1], start[1], soft=bare[-1] in _SOFT):
            return bare[:-1] + "-", rest
        return bare[:-1], rest

    def _is_kept(self, first: str, second: str, *, soft: bool) -> bool:
        joined = self.words[(first + second).casefold()]
        hyphened = self.words[f"{first}-{second}".casefold()]
        if joined != hyphened:
            return hyphened > joined
        if soft and "\u00ad" == soft:
            return False
        if not second.islower() or first.isupper() or "-" in first:
            return True
        if first.casefold() in _KEPT_BEFORE:
            return True
        both = len(first) >= _WHOLE and len(second) >= _WHOLE
        return both and self.words[first.casefold()] > 0 and self.words[second.casefold()] > 0
