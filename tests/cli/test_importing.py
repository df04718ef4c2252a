"""`policyhub import` keeps a file of any kind, and says what it made."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from policyhub import db
from policyhub.cli.importing import import_file
from policyhub.cli.stopping import Stop
from policyhub.models import Consultation, Motion, Paper, Response
from policyhub.permissions.visible import load
from policyhub.readers import child
from policyhub.services import consultations
from policyhub.services.refusals import Forbidden, Refused
from tests.domain.test_importing_kinds import RESPONSE
from tests.importing import PAPER, read_once, settings_of
from tests.importing_kinds import CONSULTATION, MOTION
from tests.web.test_word_imports import a_lift_for_every_village
from tests.world import World


def run(folder: Path, text: str, group: str, kind: str | None = None) -> int:
    file = folder / "file.txt"
    file.write_text(text)
    with patch.object(child, "read_apart", read_once):
        return import_file(str(file), group=group, kind=kind, settings=settings_of())


@pytest.mark.parametrize(
    ("text", "group", "kind", "model", "says"),
    [
        (PAPER, "rural-transport", None, Paper, "A consultation was made of 3 questions."),
        (CONSULTATION, "rural-transport", "consultation", Consultation, "Read as a consultation: 2 questions."),
        (RESPONSE, "arfon", "response", Response, "A consultation was made of its questions."),
        (MOTION, "arfon", "motion", Motion, "Read as a motion."),
    ],
)
def test_a_file_is_kept_as_what_it_is(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, group: str, kind: str, model, says: str
) -> None:
    assert run(tmp_path, text, group, kind) == 0

    told = capsys.readouterr()
    world.fresh()
    actor = world.tom if group == "arfon" else world.mair
    assert load(db.session(), model, actor, told.out.strip()) is not None
    assert says in told.err


def test_a_response_goes_under_a_consultation_that_is_here(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["Do you agree that ferries should run each hour?", "What else?", "Any other comments?"]
    questions = [{"number": str(at), "text": text} for at, text in enumerate(asked, start=1)]
    here = consultations.make_consultation(world.mair, world.group, title="Ferries", questions=questions)

    assert run(tmp_path, RESPONSE, "arfon", "response") == 0

    assert f"It answers the consultation {here}." in capsys.readouterr().err


def test_what_a_group_may_not_keep_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        run(tmp_path, MOTION, "rural-transport", "motion")
    with pytest.raises(Refused, match="No question was found"):
        run(tmp_path, "Only words.\n\nAnd more words.", "arfon", "response")
    with pytest.raises(Stop, match="no group"):
        run(tmp_path, PAPER, "nowhere")


def test_it_says_what_became_of_comments(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lift.docx"
    file.write_bytes(a_lift_for_every_village())
    with patch.object(child, "read_apart", read_once):
        import_file(str(file), group="rural-transport", kind=None, settings=settings_of())
    assert "2 comments of the file are comments of the paper." in capsys.readouterr().err
