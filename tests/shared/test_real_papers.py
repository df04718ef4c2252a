"""Real papers and what is in them, when they are there."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyhub.domain.recognising import recognise, to_json, words_check
from policyhub.readers.text import read_text

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SCORER = SHARED / "checks" / "score_inspect.py"
PAPERS = sorted((SHARED / "real" / "papers").glob("*.txt"))

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="The real papers beside the repository (../shared) are not there."
)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_a_real_paper_is_recognised_as_well_as_it_must_be(paper: Path, tmp_path: Path) -> None:
    document = read_text(paper.read_bytes(), name=paper.name)
    found = tmp_path / "inspect.json"

    started = time.process_time()
    recognised = recognise(document)
    seconds = time.process_time() - started
    found.write_text(json.dumps(to_json(recognised)), encoding="utf-8")

    truth = paper.with_suffix(".truth.json")
    command = [sys.executable, str(SCORER), str(truth), str(found), "--source", str(paper)]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout + scored.stderr
    assert words_check(document, recognised).complete
    assert seconds < 0.5


def test_there_is_a_real_paper_to_read() -> None:
    assert PAPERS
