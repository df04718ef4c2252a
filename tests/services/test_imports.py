"""A file is uploaded, read, looked over, and becomes a paper with all its words; or nothing is kept of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.domain.importing.choices import Choices
from policyhub.models import Job, Upload
from policyhub.permissions.visible import NotFound
from policyhub.services import import_choices, imports
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.importing import PAPER, brought_in, read, settings_of, the_import
from tests.world import World


def test_an_upload_waits_with_its_file_as_it_came(world: World) -> None:
    blob = PAPER.encode()

    with counting(db.database()) as counted:
        pid = imports.upload_file(world.mair, world.group, name="C:\\papers\\buses.txt", blob=blob)

    found = the_import(world, pid)
    assert (found.state, found.upload.name, found.upload.size) == ("waiting", "buses.txt", len(blob))
    assert imports.get_blob(found) == blob
    assert [job.kind for job in db.session().scalars(select(Job).where(Job.subject_pid == pid))] == ["read_import"]
    assert len(counted.statements) <= 15
    assert counted.commits == 1


@pytest.mark.parametrize(
    ("name", "blob", "says"),
    [
        ("", b"words", "Choose the file"),
        ("../..", b"words", "Choose the file"),
        ("empty.txt", b" \n ", "This file is empty"),
        ("big.txt", b"a" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        ("paper.doc", b"words", "In Word choose Save As, Word Document"),
        ("paper.txt", b"{\\rtf1 words}", "In Word choose Save As, Word Document"),
        ("paper.xlsx", b"PK\x03\x04", "Save the file as one of them"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(world: World, name: str, blob: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        imports.upload_file(world.mair, world.group, name=name, blob=blob)

    assert refusal.value.field == "file"
    world.fresh()
    assert db.session().scalars(select(Upload)).all() == []


def test_only_whoever_runs_a_group_uploads_for_it(world: World) -> None:
    for actor, group in ((world.owen, world.group), (world.joan, world.group), (world.tom, world.group)):
        with pytest.raises(Forbidden):
            imports.upload_file(actor, group, name="a.txt", blob=b"words")
    imports.upload_file(world.tom, world.branch, name="a.txt", blob=b"words")


def test_the_secretary_of_a_branch_makes_no_paper(world: World) -> None:
    pid = imports.upload_file(world.tom, world.branch, name="a.txt", blob=PAPER.encode())
    read(pid)
    with pytest.raises(Forbidden):
        imports.keep_import(world.tom, pid, choices=Choices())


def test_reading_again_does_no_harm(world: World) -> None:
    pid = brought_in(world)

    read(pid)

    found = the_import(world, pid)
    reading = imports.get_reading(found)
    assert found.state == "ready"
    assert reading.in_file == reading.placed
    assert len(reading.found.sections) == 7


def test_an_import_whose_worker_died_is_read_by_the_next(world: World) -> None:
    pid = imports.upload_file(world.mair, world.group, name="buses.txt", blob=PAPER.encode())
    assert imports._begin_reading(pid) is not None

    imports.read_import(pid, settings_of())

    assert the_import(world, pid).state == "ready"


def test_what_cannot_be_read_says_why_and_can_be_thrown_away(world: World) -> None:
    pid = brought_in(world, "\x00\x01 no text \x00")

    found = the_import(world, pid)
    assert found.state == "refused"
    assert "not plain text" in found.problem
    with pytest.raises(Refused):
        imports.keep_import(world.mair, pid, choices=Choices())
    import_choices.throw_away_import(world.mair, pid)
    assert the_import(world, pid).state == "thrown_away"


def test_whoever_does_not_convene_the_group_sees_no_import(world: World) -> None:
    pid = brought_in(world)

    for actor in (world.owen, world.nasreen, world.tom, world.joan, world.dilys):
        for act in (
            lambda: imports.keep_import(actor, pid, choices=Choices()),  # noqa: B023
            lambda: import_choices.throw_away_import(actor, pid),  # noqa: B023
            lambda: import_choices.read_again(actor, pid, as_kind="paper"),  # noqa: B023
        ):
            with pytest.raises(NotFound):
                act()


def test_thrown_away_is_taken_back_with_what_was_decided(world: World) -> None:
    pid = brought_in(world)
    import_choices.save_choices(world.mair, pid, choices=Choices(title="Buses for all"))
    import_choices.throw_away_import(world.mair, pid)

    import_choices.take_back_import(world.mair, pid)
    read(pid)

    found = the_import(world, pid)
    assert found.state == "ready"
    assert imports.choices_of(found).title == "Buses for all"


def test_a_kind_said_by_a_person_is_read_as_that(world: World) -> None:
    pid = brought_in(world)

    import_choices.read_again(world.mair, pid, as_kind="motion")
    read(pid)

    assert imports.get_reading(the_import(world, pid)).found.kind == "motion"
    with pytest.raises(Refused):
        import_choices.read_again(world.mair, pid, as_kind="poem")
