"""Real responses to consultations and what is in them, when they are there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policyhub.domain.recognising import recognise, to_json, words_check
from policyhub.readers.text import read_text

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SCORER = SHARED / "checks" / "score_inspect.py"
TRUTHS = sorted((SHARED / "real" / "consultations").glob("*.truth.json"))

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="The real responses beside the repository (../shared) are not there."
)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name.split(".")[0])
def test_a_real_response_is_recognised_as_well_as_it_must_be(truth: Path, tmp_path: Path) -> None:
    name = truth.name.removesuffix(".truth.json")
    source = next(path for path in truth.parent.glob(f"{name}.*") if path.suffix in (".txt", ".md"))
    document = read_text(source.read_bytes(), name=source.name)
    found = tmp_path / "inspect.json"

    recognised = recognise(document)
    found.write_text(json.dumps(to_json(recognised)), encoding="utf-8")

    command = [sys.executable, str(SCORER), str(truth), str(found), "--source", str(source)]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout + scored.stderr
    assert recognised.kind == "response"
    assert words_check(document, recognised).complete


def test_there_are_real_responses_to_read() -> None:
    assert TRUTHS
