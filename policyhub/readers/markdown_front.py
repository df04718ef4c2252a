"""Takes the front matter (YAML or TOML, as Jekyll and Hugo have it) from the top of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyhub.domain.characters import language, one_line

_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"[\"']?[A-Za-z_][\w .-]{0,60}[\"']?\s*[:=](?:\s|\Z)|\[{1,2}[\w.-]{1,60}\]{1,2}\s*\Z")
_INSIDE = re.compile(r"\s+\S|-(?:\s|\Z)|#|[\]}]|\s*\Z")
_MOST_LINES = 300


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the top of a file: its ``title`` and ``lang`` if it says so, and all its lines with words."""

    title: str = ""
    title_line: str = ""
    lang: str | None = None
    lines: tuple[str, ...] = ()


def front_matter(text: str) -> tuple[Front, str]:
    """The front matter of a file and the text after it; a rule across the page at the top is none."""
    head, _, rest = text.partition("\n")
    ends = _ENDS.get(head.rstrip())
    if ends is None:
        return Front(), text
    lines = rest.split("\n", _MOST_LINES)
    end = next((at for at, line in enumerate(lines[:_MOST_LINES]) if line.rstrip() in ends), None)
    if end is None or not _is_front(lines[:end]):
        return Front(), text
    kept = [line for line in map(one_line, lines[:end]) if line]
    title, line = _value(kept, "title")
    lang, _ = _value(kept, "lang") if _value(kept, "lang")[0] else _value(kept, "language")
    return Front(title, line, language(lang), tuple(kept)), "\n".join(lines[end + 1 :])


def _is_front(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip() and not line.startswith("#")), None)
    if first is None or not _KEY.match(first):
        return False
    return all(_KEY.match(line) or _INSIDE.match(line) for line in lines)


def _value(lines: list[str], key: str) -> tuple[str, str]:
    """The value of a key on one line, without its quotation marks, and the line."""
    for line in lines:
        found = re.match(rf"[\"']?{key}[\"']?\s*[:=]\s*(.*)\Z", line, re.IGNORECASE)
        if found:
            value = found[1].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].replace('\\"', '"').replace("''", "'")
            return (value, line) if value not in (">", "|", ">-", "|-") else ("", "")
    return "", ""
