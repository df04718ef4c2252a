"""Words as they are looked for: one analyser of ours for every engine, for English and for Welsh."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_english = snowballstemmer.stemmer("english")
LONGEST = 60  # letters of a word that count

# Initial mutations of Welsh, each to its root: soft (g is lost altogether, which cannot be undone), nasal, aspirate.
_MUTATED = (
    ("ngh", "c"),
    ("mh", "p"),
    ("nh", "t"),
    ("ng", "g"),
    ("ph", "p"),
    ("th", "t"),
    ("ch", "c"),
    ("dd", "d"),
    ("b", "p"),
    ("d", "t"),
    ("g", "c"),
    ("f", "b"),
)
_ENDINGS = ("iadau", "oedd", "iaid", "ydd", "iau", "ion", "au", "on", "od", "ed", "i")


def fold(word: str) -> str:
    """A word without case and accents."""
    word = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in word if c.isalnum() or c == "'")[:LONGEST]


@lru_cache(maxsize=20_000)
def _stem_english(word: str) -> str:
    return str(_english.stemWord(word.removesuffix("'s").replace("'", "")))


@lru_cache(maxsize=20_000)
def _stem_welsh(word: str) -> str:
    """No stemmer for Welsh exists in any engine: fold the mutation of the first letter and take off a plural ending."""
    word = word.replace("'", "")
    for mutated, root in _MUTATED:
        if word.startswith(mutated) and len(word) > len(mutated) + 2:
            word = root + word[len(mutated) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def lexemes(text: str, lang: str) -> list[str]:
    """The words of a text in order, as they are kept in the index: English ones as "e…", Welsh ones as "w…"."""
    welsh = lang.startswith("cy")
    stem, mark = (_stem_welsh, "w") if welsh else (_stem_english, "e")
    found = (stem(fold(match[0])) for match in _WORD.finditer(text))
    return [mark + word for word in found if word]


def both(word: str) -> tuple[str, ...]:
    """A word somebody looks for, in each language."""
    return tuple(dict.fromkeys((*lexemes(word, "en"), *lexemes(word, "cy"))))


def split_query(query: str) -> list[list[str]]:
    """What somebody looks for: words, and phrases in quotation marks, each a list of plain words; all must be found."""
    found: list[list[str]] = []
    for number, part in enumerate(re.split(r'["“”]', query[:400])):
        inside = [match[0] for match in _WORD.finditer(part)]
        if number % 2:
            found += [inside] if inside else []
        else:
            found += [[word] for word in inside]
    return found[:12]


def needles(query: str) -> list[str]:
    """The beginnings of words that a reader should see marked in what was found."""
    marked = []
    for word in (word for phrase in split_query(query) for word in phrase):
        stem = _stem_english(fold(word))
        whole = word.casefold()
        marked.append(stem if whole.startswith(stem) and len(stem) > 2 else whole)
    return list(dict.fromkeys(marked))
