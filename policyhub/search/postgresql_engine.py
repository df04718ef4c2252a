"""Search by PostgreSQL itself: the lexemes are ours, so no dictionary of the server takes part."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from policyhub.search.engine import Findable, Hit
from policyhub.search.lexemes import both, lexemes, split_query

_PUT = text(
    "INSERT INTO findables (kind, pid, scope, audience, words) VALUES (:kind, :pid, :scope, :audience, "
    "setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'B')) "
    "ON CONFLICT (kind, pid) DO UPDATE SET scope = excluded.scope, audience = excluded.audience, words = excluded.words"
)
_FIND = text(
    "SELECT kind, pid FROM findables, to_tsquery('simple', :query) AS asked "
    "WHERE words @@ asked AND audience && CAST(:audience AS text[]) AND kind = ANY(CAST(:kinds AS text[])) "
    "ORDER BY ts_rank_cd(words, asked) DESC, kind, pid LIMIT :most"
)


class PostgresqlEngine:
    """The table ``findables``, by the session of whoever is at work."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def replace(self, scopes: Collection[str], findables: Sequence[Findable]) -> None:
        """Let the findables of some scopes be exactly these."""
        self.session.execute(text("DELETE FROM findables WHERE scope = ANY(:scopes)"), {"scopes": list(scopes)})
        if findables:
            self.session.execute(
                _PUT,
                [
                    {
                        "kind": one.kind,
                        "pid": one.pid,
                        "scope": one.scope,
                        "audience": list(one.audience),
                        "title": " ".join(lexemes(one.title, one.lang)),
                        "body": " ".join(lexemes(one.body, one.lang)),
                    }
                    for one in findables
                ],
            )

    def clear(self) -> None:
        """Forget everything."""
        self.session.execute(text("DELETE FROM findables"))

    def find(self, query: str, *, audience: Collection[str], kinds: Collection[str], most: int) -> list[Hit]:
        """The best hits among what the audience may find."""
        asked = " & ".join(_either(words) for words in split_query(query))
        if not asked or not audience or not kinds:
            return []
        rows = self.session.execute(
            _FIND, {"query": asked, "audience": list(audience), "kinds": list(kinds), "most": most}
        )
        return [Hit(row.kind, row.pid) for row in rows]


def _either(words: Sequence[str]) -> str:
    """A word or a phrase in either language; lexemes are letters and digits, so nothing in them can be an operator."""
    if len(words) == 1:
        options = [f"'{lexeme}'" for lexeme in both(words[0])]
    else:
        options = [
            "(" + " <-> ".join(f"'{lexeme}'" for lexeme in lexemes(" ".join(words), lang)) + ")"
            for lang in ("en", "cy")
        ]
    return "(" + " | ".join(options) + ")"
