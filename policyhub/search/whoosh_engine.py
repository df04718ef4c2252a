"""Search by Whoosh, beside SQLite: an index in files, written by the worker alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema

from policyhub.search.engine import Findable, Hit
from policyhub.search.lexemes import both, lexemes, split_query

SCHEMA = Schema(
    key=ID(unique=True, stored=True),
    scope=ID,
    kind=ID,
    audience=KEYWORD,
    title=TEXT(analyzer=SpaceSeparatedTokenizer(), field_boost=2.0),
    body=TEXT(analyzer=SpaceSeparatedTokenizer()),
)


class WhooshEngine:
    """One index folder; a process keeps one searcher open and refreshes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._searcher: Any = None

    def _index(self) -> Any:
        if whoosh_index.exists_in(str(self.folder)):
            return whoosh_index.open_dir(str(self.folder))
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return whoosh_index.create_in(str(self.folder), SCHEMA)

    def replace(self, scopes: Collection[str], findables: Sequence[Findable]) -> None:
        """Let the findables of some scopes be exactly these."""
        with self._index().writer() as writer:
            for scope in scopes:
                writer.delete_by_term("scope", scope)
            for one in findables:
                writer.update_document(
                    key=f"{one.kind}:{one.pid}",
                    scope=one.scope,
                    kind=one.kind,
                    audience=" ".join(one.audience),
                    title=" ".join(lexemes(one.title, one.lang)),
                    body=" ".join(lexemes(one.body, one.lang)),
                )

    def clear(self) -> None:
        """Forget everything."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        whoosh_index.create_in(str(self.folder), SCHEMA)
        self._searcher = None

    def find(self, query: str, *, audience: Collection[str], kinds: Collection[str], most: int) -> list[Hit]:
        """The best hits among what the audience may find."""
        asked = [_either(words) for words in split_query(query)]
        if not asked or not audience or not kinds or not whoosh_index.exists_in(str(self.folder)):
            return []
        allowed = q.And(
            [q.Or([q.Term("audience", key) for key in audience]), q.Or([q.Term("kind", kind) for kind in kinds])]
        )
        found = self._fresh().search(q.And(asked), filter=allowed, limit=most)
        return [Hit(*hit["key"].split(":")) for hit in found]

    def _fresh(self) -> Any:
        if self._searcher is None:
            self._searcher = self._index().searcher()
        self._searcher = self._searcher.refresh()
        return self._searcher


def _either(words: Sequence[str]) -> Any:
    """A word or a phrase, in the title or in the body, in either language."""
    options = []
    for field in ("title", "body"):
        if len(words) == 1:
            options += [q.Term(field, lexeme) for lexeme in both(words[0])]
        else:
            for lang in ("en", "cy"):
                options.append(q.Phrase(field, lexemes(" ".join(words), lang)))
    return q.Or(options)
