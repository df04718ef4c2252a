"""Files that PolicyHub wrote itself: what its writers put between the words is taken off again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyhub.domain.document import Fact, Inline, Mark, Span
from policyhub.domain.tracked import joined

MADE_BY = "PolicyHub"
_OPENING = re.compile(r"\[[^\[\]:]{1,40}: ")


def unlabelled(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The inlines without the words that call a passage disputed ("[Disputed: " and "]"): its colour says so."""
    made: list[Inline] = []
    opened = False
    ending: int | None = None
    for inline in (*content, Span("end")):
        if isinstance(inline, Span) and {Mark.RED, Mark.STRONG} <= inline.marks:
            if not opened and _OPENING.fullmatch(inline.text):
                opened = True
                continue
            ending = len(made) if opened and inline.text == "]" else ending
        elif opened and isinstance(inline, Span) and Mark.RED not in inline.marks and inline.text.strip():
            # the last bracket before words that are not red is ours
            if ending is not None:
                del made[ending]
            opened, ending = False, None
        made.append(inline)
    return joined(made[:-1])


def fact_of(line: str) -> Fact:
    """A line under the title, "Agreed on:", a tab and "12 May", as what it says."""
    name, tab, value = line.partition("\t")
    return Fact(name.strip().removesuffix(":"), value.strip()) if tab else Fact("", line.strip())
