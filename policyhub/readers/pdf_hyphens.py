"""Decides whether a hyphen at the end of a line was put there by whoever broke the line, or belongs to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_START = re.compile(r"\s*([^\W\d_]+(?:['’][^\W\d_]+)*)")
_HYPHENS = "-\u00ad\u2010\x02"
_LONGEST = 60
_SOFT = "\u00ad"
_KEPT_BEFORE = frozenset({"all", "co", "cross", "ex", "half", "ill", "mid", "multi", "non", "over", "quasi", "self",
                          "semi", "so", "vice", "well"})  # fmt: skip
_COMPOUND = re.compile(r"\s*[^\W\d_]+[-\u2010\u2011][^\W\d_]")
_WHOLE = 4
_LINE, _FEW_LINES, _RARE = 30, 40, 0.02


class Hyphens:
    """Knows the words of a file, from its lines, so that it can say how one that was broken is written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        before, end, broken, lines = "", False, list[tuple[str, str]](), 0
        for text in texts:
            words = _WORD.findall(text.replace("\u2010", "-").replace("\u2011", "-").casefold())
            lines += len(text) >= _LINE
            if end and words:
                broken.append((before, words[0]))
            # The two parts of a broken word are no words.
            start, end = end, text.rstrip()[-1:] in _HYPHENS and bool(text.strip())
            self.words.update(words[start : len(words) - end])
            before = words[-1] if words else ""
        # Whoever breaks words breaks many: where few lines end so, only hyphens were there to break at.
        whole = sum((self.words[a + b] > 0) - (self.words[f"{a}-{b}"] > 0) for a, b in broken)
        self.breaks = lines < _FEW_LINES or whole > 0 or len(broken) > _RARE * lines

    def joined(self, before: str, after: str) -> tuple[str, str] | None:
        """The end of what stands before the break (up to 60 signs) and what stands after it, once the word is whole.

        None where no word is broken. How the word stands elsewhere in the file decides. Else the hyphen stays beside
        a capital or a figure, after a prefix that is written with one, between two words that stand by themselves
        elsewhere, and in a file that breaks no words.
        """
        bare = before.rstrip()[-_LONGEST:]
        if not bare or bare[-1] not in _HYPHENS:
            return None
        rest = after.lstrip()
        start = _START.match(rest[:_LONGEST])
        if start is None:
            # "2025-" and "26": a range, or a number with parts.
            return (bare, rest) if bare[-2:-1].isalnum() and rest[:1].isdigit() else None
        words = _WORD.findall(bare[:-1])
        if not words or not bare[:-1].endswith(words[-1]):
            return (bare, rest) if bare[-2:-1].isdigit() else None
        compound = _COMPOUND.match(rest[:_LONGEST]) is not None
        kept = self._is_kept(words[-1], start[1], soft=bare[-1] == _SOFT, compound=compound)
        return bare[:-1] + ("-" if kept else ""), rest

    def _is_kept(self, first: str, second: str, *, soft: bool, compound: bool) -> bool:
        """Whether the hyphen between two parts is one of the word's; a ``compound`` goes on with another hyphen."""
        joined = self.words[(first + second).casefold()]
        hyphened = self.words[f"{first}-{second}".casefold()]
        if joined != hyphened:
            return hyphened > joined
        if soft:
            return False
        if not second.islower() or first.isupper() or "-" in first:
            return True
        if first.casefold() in _KEPT_BEFORE or not self.breaks:
            return True
        both = compound or (len(first) >= _WHOLE and len(second) >= _WHOLE)
        return both and self.words[first.casefold()] > 0 and self.words[second.casefold()] > 0
