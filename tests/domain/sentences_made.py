"""Every sentence that can be said about a file, made from its template with values of any kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

import policyhub.acts.planting
import policyhub.domain.recognising
import policyhub.readers
from policyhub.domain.sentences import Sentence, fields_of, fill, templates

# Letters that no template has, with all that means something to HTML, to gettext or in a pattern.
PLAIN = st.text(alphabet="ДЖЯ0<>&%(){}\\.*?'\"", min_size=1, max_size=12)
ANY = st.text(max_size=30) | st.sampled_from(
    ["” a heading?", ", after “", " comes after ", "%(words)s", "50% off", "\n"]
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with what it was made of."""

    template: str
    values: Mapping[str, str | int]
    sentence: Sentence


@cache
def load_all() -> None:
    """Load every module of the readers, so that its sentences are known; recognition's are."""
    for module in pkgutil.iter_modules(policyhub.readers.__path__):
        importlib.import_module(f"policyhub.readers.{module.name}")


def all_templates() -> list[str]:
    """Every template, in one order."""
    load_all()
    return sorted(templates())


@st.composite
def filled(draw: st.DrawFn, words: st.SearchStrategy[str] = ANY) -> Filled:
    """A sentence made from any template, with ``words`` where words of a file stand."""
    every = all_templates()
    template = draw(st.sampled_from(every))
    parts = templates()[template]
    plain = sorted(one for one in every if not fields_of(one) and one[0].islower())
    values: dict[str, str | int] = {}
    for name, type_ in fields_of(template).items():
        if name in parts:
            values[name] = draw(st.sampled_from(plain))
        else:
            values[name] = draw(st.integers(0, 10_000) if type_ == "d" else words)
    return Filled(template, values, fill(Sentence(template), **values))
