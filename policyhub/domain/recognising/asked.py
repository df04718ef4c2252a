"""A question with all that belongs to it, while it is put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyhub.domain.recognising.pieces import Piece

_WORDS = r"(?:words?|o eiriau|gair|geiriau)"
_AMOUNT = r"\d{1,3}(?:,\d{3})+|\d{2,6}"
_LIMIT = re.compile(
    rf"(?:max(?:imum)?\.?(?: of)?:?|up to|(?:no|not) more than|not exceed(?:ing)?|(?:word )?limit(?: of| is)?:?|within"
    rf"|limit(?:ed)?(?: your| the)?(?: answers?| responses?)? to|at most|uchafswm(?: o)?:?|hyd at|dim mwy na)"
    rf"\s*(?P<n>{_AMOUNT})[ -]{_WORDS}"
    rf"|word (?:limit|count)(?: is| of)?:?\s*(?P<w>{_AMOUNT})\b"
    rf"|(?P<m>{_AMOUNT})[ -]{_WORDS}(?: or (?:less|fewer)| at (?:the )?most|[ -](?:max(?:imum)?|limit)| ar y mwyaf)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Asked:
    """A question while it is put together: its pieces, and those of its guidance and of its answer.

    The words of the question begin at character ``start`` of its first piece; ``printed`` is what stands before them,
    where they were cut off already. ``labels`` is what is printed before the answer ("A."), ``closed`` the lines that
    the choices were read from, ``chapter_id`` the section whose heading the chapter is.
    """

    number: str | None
    chapter: Piece | None
    pieces: list[Piece] = field(default_factory=list)
    guidance: list[Piece] = field(default_factory=list)
    start: int = 0
    printed: str = ""
    choices: list[str] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    answer: list[Piece] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    chapter_id: str | None = None
    cut: int | None = None

    @property
    def text(self) -> str:
        """The words of the question without its number, and without choices that stand at its end."""
        first = self.pieces[0].text[self.start :].strip()
        words = "\n".join(filter(None, [first, *(piece.text.strip() for piece in self.pieces[1:])]))
        return words if self.cut is None else words[: self.cut].rstrip()

    @property
    def label(self) -> str:
        """All that is printed as the number: "Question 1." for number 1."""
        return self.printed or self.pieces[0].text[: self.start].strip()

    @property
    def word_limit(self) -> int | None:
        """How many words an answer may have, if the question says so."""
        return limit_in(" ".join([self.text, *(piece.text for piece in self.guidance)]))


def limit_in(text: str) -> int | None:
    """How many words a text says that an answer may have."""
    found = _LIMIT.search(text)
    return int((found["n"] or found["w"] or found["m"]).replace(",", "")) if found else None
