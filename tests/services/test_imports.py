"""A file is uploaded, read, looked over, and becomes a paper with all its words; or nothing is kept of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.domain.importing.choices import Choices
from policyhub.models import Anchor, Consultation, Flag, Import, Job, Paper, Upload, Version
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import NotFound, load
from policyhub.services import import_choices, imports
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.importing import PAPER, brought_in, read, settings_of
from tests.world import World


def the_import(world: World, pid: str, actor: Actor | None = None) -> Import:
    world.fresh()
    return load(db.session(), Import, actor or world.mair, pid)


def the_paper(world: World, pid: str) -> Paper:
    world.fresh()
    return load(db.session(), Paper, HOUSE, pid)


def kept(world: World, text: str = PAPER, **choices: object) -> Paper:
    pid = brought_in(world, text)
    return the_paper(world, imports.keep_import(world.mair, pid, choices=Choices(**choices)))


def bodies(paper: Paper) -> dict[str, Version]:
    placed = outline(db.session(), paper)
    versions = {v.id: v for v in db.session().scalars(select(Version))}
    return {p.name: versions[p.version_id] for p in placed}


def flags_of(paper: Paper) -> list[Flag]:
    return list(db.session().scalars(select(Flag).where(Flag.paper_id == paper.id).order_by(Flag.ordinal)))


def test_an_upload_waits_with_its_file_as_it_came(world: World) -> None:
    blob = PAPER.encode()

    with counting(db.database()) as counted:
        pid = imports.upload_paper(world.mair, world.group, name="C:\\papers\\buses.txt", blob=blob)

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
        ("paper.docx", b"PK\x03\x04", "In Word choose Save As, Plain Text"),
        ("paper.txt", b"PK\x03\x04 zipped", "In Word choose Save As, Plain Text"),
        ("paper.pdf", b"%PDF-1.7", "reads plain text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(world: World, name: str, blob: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        imports.upload_paper(world.mair, world.group, name=name, blob=blob)

    assert refusal.value.field == "file"
    world.fresh()
    assert db.session().scalars(select(Upload)).all() == []


def test_only_a_convenor_of_a_policy_group_uploads(world: World) -> None:
    for actor, group in ((world.owen, world.group), (world.joan, world.group), (world.tom, world.branch)):
        with pytest.raises(Forbidden):
            imports.upload_paper(actor, group, name="a.txt", blob=b"words")


def test_reading_again_does_no_harm(world: World) -> None:
    pid = brought_in(world)

    read(pid)

    found = the_import(world, pid)
    reading = imports.get_reading(found)
    assert found.state == "ready"
    assert reading.in_file == reading.placed
    assert len(reading.found.sections) == 7


def test_an_import_whose_worker_died_is_read_by_the_next(world: World) -> None:
    pid = imports.upload_paper(world.mair, world.group, name="buses.txt", blob=PAPER.encode())
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


def test_a_kept_import_is_a_paper_with_the_numbers_of_the_file(world: World) -> None:
    paper = kept(world)

    assert (paper.title, paper.group_id) == ("A bus for every village", paper.group.id)
    assert paper.subtitle == "Draft 2 for consideration by the Central Council"
    assert list(bodies(paper)) == ["1", "1.1", "1.2", "2", "2.1", "2.3", "Appendix 1"]
    assert bodies(paper)["Appendix 1"].body.count("\n\n") == 2


def test_references_of_the_file_are_live(world: World) -> None:
    paper = kept(world)

    pids = {p.name: p.pid for p in outline(db.session(), paper)}
    assert f"{{ref:{pids['2.1']}|2.1}}" in bodies(paper)["1.2"].body


def test_a_question_that_stands_alone_is_lifted_into_its_flag(world: World) -> None:
    paper = kept(world)

    assert "CC wish" not in bodies(paper)["1.2"].body
    assert bodies(paper)["2.1"].notes == [
        {"id": "1", "mark": "1", "text": "Residents are people who live here."},
    ]
    assert [flag.question for flag in flags_of(paper)] == ["Does CC wish to say for whom?", "Does CC have a view?"]
    assert [flag.note for flag in flags_of(paper)] == [None, "1"]
    assert [len(flag.options) for flag in flags_of(paper)] == [1, 1]
    assert db.session().scalars(select(Anchor)).all() == []


def test_a_question_that_stays_is_tied_to_its_words(world: World) -> None:
    paper = kept(world, lifted={"line8-1": False, "note26-1": False})

    first, second = db.session().scalars(select(Anchor).where(Anchor.of_kind == "flag").order_by(Anchor.id))
    assert (first.quote, first.note) == ("Does CC wish to say for whom?", None)
    assert (second.quote, second.note) == ("Does CC have a view?", "1")
    assert bodies(paper)["1.2"].body.endswith("Does CC wish to say for whom?")
    assert first.version_id == bodies(paper)["1.2"].id


def test_what_is_no_dispute_stays_words(world: World) -> None:
    paper = kept(world, not_disputed=frozenset({"line8-1", "note26-1"}))

    assert flags_of(paper) == []
    assert "Does CC wish to say for whom?" in bodies(paper)["1.2"].body


def test_the_questions_of_the_appendix_become_a_consultation(world: World) -> None:
    paper = kept(world, issuer="The Ministry")

    found = db.session().scalars(select(Consultation)).one()
    assert (found.title, found.issuer, found.paper_id) == (
        "Questions posed by the Ministry",
        "The Ministry",
        paper.id,
    )
    assert [(q.number, q.text) for q in found.questions][1:] == [
        ("2", "Who should own the buses?"),
        ("3", "How should the network be planned?"),
    ]


def test_the_appendix_may_stay_an_appendix_only(world: World) -> None:
    pid = brought_in(world)
    choices = Choices(decided={"appendix-16": "text"})

    import_choices.save_choices(world.mair, pid, choices=choices)
    assert the_import(world, pid).state == "waiting"
    read(pid)
    paper = the_paper(world, imports.keep_import(world.mair, pid, choices=choices))

    assert db.session().scalars(select(Consultation)).all() == []
    assert "Who should own the buses?" in bodies(paper)["Appendix 1"].body


def test_what_is_left_out_is_listed_and_numbers_stay(world: World) -> None:
    pid = brought_in(world)

    paper = the_paper(world, imports.keep_import(world.mair, pid, choices=Choices(left_out=frozenset({"line6"}))))

    assert list(bodies(paper)) == ["1", "1.2", "2", "2.1", "2.3", "Appendix 1"]
    assert the_import(world, pid).left_out[0].startswith("1.1\nThis paper says")


def test_a_kept_import_is_kept_once(world: World) -> None:
    pid = brought_in(world)
    imports.keep_import(world.mair, pid, choices=Choices())

    with pytest.raises(Refused, match="moved on"):
        imports.keep_import(world.mair, pid, choices=Choices())
    with pytest.raises(Refused, match="moved on"):
        import_choices.throw_away_import(world.mair, pid)

    assert the_import(world, pid).state == "kept"
    assert len(db.session().scalars(select(Paper)).all()) == 2


def test_keeping_goes_on_where_it_was_cut_off(world: World) -> None:
    pid = brought_in(world)
    plan = imports.plan_of(imports.get_reading(the_import(world, pid)), Choices())
    imports.plant_import(world.mair, pid, plan=plan, choices=Choices())
    begun = the_import(world, pid)
    first = db.session().get_one(Paper, begun.paper_id).pid
    assert begun.state == "ready"

    paper = the_paper(world, imports.keep_import(world.mair, pid, choices=Choices(title="Something else")))

    assert (paper.pid, paper.title) == (first, "A bus for every village")
    assert len(flags_of(paper)) == 2
    assert len(db.session().scalars(select(Paper)).all()) == 2


def test_keeping_takes_few_statements_and_one_commit_each(world: World) -> None:
    pid = brought_in(world)
    plan = imports.plan_of(imports.get_reading(the_import(world, pid)), Choices(lifted={"line8-1": False}))

    with counting(db.database()) as planted:
        imports.plant_import(world.mair, pid, plan=plan, choices=Choices())
    with counting(db.database()) as finished:
        imports.finish_import(world.mair, pid, plan=plan)

    assert (planted.commits, finished.commits) == (1, 1)
    assert len(planted.statements) <= 15, "\n".join(planted.statements)
    assert len(finished.statements) <= 15, "\n".join(finished.statements)


def test_a_paper_needs_a_title(world: World) -> None:
    pid = brought_in(world)

    with pytest.raises(Refused, match="title") as refusal:
        imports.keep_import(world.mair, pid, choices=Choices(title=" "))

    assert refusal.value.field == "title"
    assert the_import(world, pid).paper_id is None


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


def test_a_file_is_imported_in_one_go_as_the_groups_convenor(world: World) -> None:
    group = the_import(world, brought_in(world)).group

    made = imports.import_file(group, name="buses.txt", data=PAPER.encode(), kind=None, settings=settings_of())

    assert the_paper(world, made.paper_pid).title == "A bus for every village"
    assert any("consultation was made of 3 questions" in line for line in made.said)
