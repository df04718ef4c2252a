"""Guard: one module commits, so that every change passes its checks and reaches the log."""

from __future__ import annotations

import ast

from tests.house.tree import called, files, named, report

THE_DOOR = "policyhub/services/command.py"
# Changes tables, not anyone's words, and does it before there is anything to log.
MIGRATIONS_BEGIN_IN = "policyhub/migrating.py"


def commits(source: str, *, may_begin: bool = False) -> list[int]:
    """The lines of a module on which something is committed: by a call, at the end of a ``begin()``, or in SQL."""
    calls = {"commit"} if may_begin else {"commit", "begin"}
    found = []
    for node in ast.walk(ast.parse(source)):
        by_call = isinstance(node, ast.Call) and called(node) in calls
        by_word = (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.strip(" ;\n").upper() in {"COMMIT", "END TRANSACTION"}
        )
        if by_call or by_word:
            found.append(node.lineno)
    return found


def test_a_commit_is_seen_however_it_is_written() -> None:
    assert commits("session.commit()\n\ndb.session().commit()\n") == [1, 3]
    assert commits("with engine.begin() as connection: ...") == [1]
    assert commits("with engine.begin() as connection: connection.commit()", may_begin=True) == [1]
    assert commits('connection.exec_driver_sql("commit;")') == [1]
    assert commits('"""A command commits once."""\ncommitted = True\nlog("commit this")') == []


def test_commit_stands_in_one_module() -> None:
    findings = [
        f"{named(path)}:{line} commits"
        for path in files("policyhub", "migrations", "wsgi.py", suffixes=(".py",))
        if named(path) != THE_DOOR
        for line in commits(path.read_text(encoding="utf-8"), may_begin=named(path) == MIGRATIONS_BEGIN_IN)
    ]
    assert not findings, report(findings)
