"""Which colours people call red, and which words then count as red."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import replace

from policyhub.domain.document import Inline, Mark, Span

_HEX = re.compile(r"#?([0-9a-fA-F]{6})\Z")
_NAMES = frozenset({"red", "darkred", "crimson", "firebrick"})
_REDDEST = 14 / 360  # beyond it begins orange on one side, pink and purple on the other
_COUNTED = (Mark.RED, Mark.HIGHLIGHT)


def is_red(colour: str) -> bool:
    """Whether a colour ("FF0000", "#c00", "red") is a red that stands out from black."""
    name = colour.strip().casefold()
    if len(name) == 4 and name.startswith("#"):
        name = "#" + "".join(2 * sign for sign in name[1:])
    found = _HEX.match(name)
    if found is None:
        return name in _NAMES
    return is_red_light(*(int(found[1][at : at + 2], 16) for at in (0, 2, 4)))


def is_red_light(red: int, green: int, blue: int) -> bool:
    """The same of a colour in lights of 0 to 255: neither orange nor pink nor purple nor brown."""
    hue, light, strength = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    near = hue <= _REDDEST or hue >= 1 - _REDDEST
    return near and strength >= 0.5 and 0.2 <= light <= 0.75


def settle_colours(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The inlines with colour only where a run of neighbouring coloured words holds a letter.

    Word leaves coloured blanks and stops behind where coloured words were deleted: they say nothing.
    """
    settled = list(content)
    for mark in _COUNTED:
        start = 0
        while start < len(settled):
            stop = start
            while stop < len(settled) and (_has(settled[stop], mark) or (stop > start and _is_between(settled[stop]))):
                stop += 1
            run = settled[start:stop]
            if run and not any(sign.isalpha() for inline in run if isinstance(inline, Span) for sign in inline.text):
                settled[start:stop] = [_without(inline, mark) for inline in run]
            start = max(stop, start + 1)
    return tuple(settled)


def _has(inline: Inline, mark: Mark) -> bool:
    return isinstance(inline, Span) and mark in inline.marks


def _is_between(inline: Inline) -> bool:
    """Whether this has no colour of its own: breaks, and the signs of notes and comments."""
    return not isinstance(inline, Span)


def _without(inline: Inline, mark: Mark) -> Inline:
    return replace(inline, marks=inline.marks - {mark}) if isinstance(inline, Span) else inline
