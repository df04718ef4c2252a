"""Public ids: what stands for a thing in addresses, fragments and on the command line."""

import re
import secrets

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 12
_SHAPE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}", re.ASCII)


def new_pid() -> str:
    """Twelve random characters of lower-case base 32 (60 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_pid(text: str) -> bool:
    """Whether a text has the shape of a public id."""
    return _SHAPE.fullmatch(text) is not None
