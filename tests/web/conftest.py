"""The worlds in which every route is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.web.prepared import AllPrepared


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, one_app: Flask) -> Iterator[AllPrepared]:
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "worlds"  # one for all processes
    made = AllPrepared(tmp_path_factory.mktemp("matrix"), shared, sqlite_template, one_app)
    yield made
    made.close()
