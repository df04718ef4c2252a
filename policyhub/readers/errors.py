"""What a reader says when it cannot make a document of a file."""

from __future__ import annotations

from policyhub.domain.sentences import Sentence


class Unreadable(Exception):
    """The file cannot be read; the message is one plain sentence that says what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
