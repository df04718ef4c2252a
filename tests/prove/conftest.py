"""Print the figures when everything was measured."""

from __future__ import annotations

from tests.prove.table import ROWS, table


def pytest_terminal_summary(terminalreporter):
    if ROWS:
        terminalreporter.section("figures")
        for line in table():
            terminalreporter.write_line(line)
