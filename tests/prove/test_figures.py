"""Every figure at full size; run by `make prove`, which prints what was measured in a table at its end."""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyhub.migrating import newest
from tests.models.test_migrations import revision_of, start_together
from tests.postgresql import new_database
from tests.prove.table import note

pytestmark = pytest.mark.prove

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PAPER = SHARED / "real" / "papers" / "integrated-care-paper.txt"


@pytest.mark.parametrize("time_", range(20))
def test_eight_processes_may_start_at_once_on_an_empty_database(tmp_path, time_):
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    start_together(url, 8)
    assert revision_of(url) == newest()
    note("8 processes start at once on an empty SQLite database", f"{time_ + 1} of 20", "20 of 20", good=True)


@pytest.mark.parametrize("time_", range(20))
def test_eight_processes_may_start_at_once_on_an_empty_postgresql(postgresql, time_):
    url = new_database(postgresql, f"start_{time_}")
    start_together(url, 8)
    assert revision_of(url) == newest()
    note("8 processes start at once on an empty PostgreSQL database", f"{time_ + 1} of 20", "20 of 20", good=True)


def cpu_of(*arguments: str) -> float:
    """User and system seconds of one run of the console script."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "policyhub.cli.main", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif(not PAPER.exists(), reason="../shared with the real paper is not here")
def test_inspecting_the_real_paper_reaches_every_measure_and_is_quick(tmp_path):
    extra = sorted(cpu_of("inspect", str(PAPER)) - cpu_of("--version") for _ in range(9))[4]
    note("inspect of the real paper, CPU beyond --version", f"{extra:.2f} s", "under 0.5 s", good=extra < 0.5)
    found = subprocess.run(
        [sys.executable, "-m", "policyhub.cli.main", "inspect", str(PAPER)], check=True, capture_output=True
    ).stdout
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "checks" / "score_inspect.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    truth = json.loads(PAPER.with_name("integrated-care-paper.truth.json").read_text())
    out = {key: [] if value is None else value for key, value in json.loads(found).items()}
    measures = [*scorer.measures(truth, out), scorer.kept(PAPER.read_text(errors="replace"), out)]
    for measure in measures:
        wanted = scorer.wanted(measure, 0.95)
        note(f"inspect: {measure.name}", f"{measure.f1:.3f}", f"{wanted}", good=measure.f1 >= wanted)
    assert extra < 0.5
    assert all(m.f1 >= scorer.wanted(m, 0.95) for m in measures)


def test_every_word_of_two_hundred_papers_has_a_place():
    from policyhub.domain.recognising import recognise, words_check
    from policyhub.readers.text import read_text
    from tests.domain.recognising.generated import Maker

    began = time.perf_counter()
    checked = 0
    for seed in range(200):
        document = read_text(Maker(seed).make().text.encode())
        assert words_check(document, recognise(document)).complete
        checked += 1
    note("every word has a place", f"{checked} papers, {time.perf_counter() - began:.0f} s", "200 papers", good=True)
    assert checked == 200
