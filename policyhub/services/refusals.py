"""Why something was not done, in a sentence the person can act on."""

from __future__ import annotations

from typing import Any


def N_(sentence: str) -> str:
    """Mark a sentence for translation where it is written; the web translates it where it is shown."""
    return sentence


class Refused(Exception):
    """A command was refused. The sentence says what to do; everything typed is kept.

    ``field`` names the form field it is about; ``values`` fill the sentence's %(names)s after translation.
    """

    def __init__(self, sentence: str, *, field: str | None = None, **values: Any) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.field = field
        self.values = values


class Conflict(Refused):
    """Somebody else saved first; ``theirs`` is the version that stands there now."""

    def __init__(self, sentence: str, *, theirs: Any, **values: Any) -> None:
        super().__init__(sentence, **values)
        self.theirs = theirs


class Forbidden(Exception):
    """The actor may see the thing but not do this to it."""
