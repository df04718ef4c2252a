"""Keeping an import: a paper with its flags, references and consultation, once and whole."""

from __future__ import annotations

from contextlib import suppress
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.acts.papers import outline
from policyhub.domain.importing.choices import Choices
from policyhub.models import Anchor, Consultation, Paper
from policyhub.services import import_choices, imports
from policyhub.services.refusals import Refused
from tests.counting_statements import counting
from tests.importing import bodies, brought_in, flags_of, kept, read, the_import, the_paper
from tests.world import World


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


def test_of_two_who_keep_an_import_at_once_one_makes_the_paper(world: World) -> None:
    pid = brought_in(world)
    reading, database = imports.get_reading(the_import(world, pid)), db.database()
    both, answers = Barrier(2), []

    def keep() -> None:
        plan = imports.plan_of(reading, Choices())
        with db.using(database):
            both.wait()
            try:
                answers.append(imports.plant_import(world.mair, pid, plan=plan, choices=Choices()))
            except Refused as refusal:
                answers.append(str(refusal))

    threads = [Thread(target=keep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.fresh()

    made = db.session().scalars(select(Paper).where(Paper.title == "A bus for every village")).all()
    assert len(made) == 1
    assert pid in answers
    assert any("moved on" in answer for answer in answers)


def test_of_two_who_keep_an_import_at_once_nothing_is_made_twice(world: World) -> None:
    pid = brought_in(world)
    database, both = db.database(), Barrier(2)

    def keep() -> None:
        with db.using(database), suppress(Refused):
            both.wait()
            imports.keep_import(world.mair, pid, choices=Choices())

    threads = [Thread(target=keep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert the_import(world, pid).state == "kept"
    (paper,) = db.session().scalars(select(Paper).where(Paper.title == "A bus for every village"))
    assert len(flags_of(paper)) == 2
    assert len(db.session().scalars(select(Consultation)).all()) == 1


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


def test_a_section_that_nobody_could_show_or_edit_is_not_made(world: World) -> None:
    pid = brought_in(world, "A list\n\n1. One clause.\n\n" + "words without an end " * 10_000)

    with pytest.raises(Refused, match="longer than 200,000 characters"):
        imports.keep_import(world.mair, pid, choices=Choices())

    assert the_import(world, pid).state == "ready"
    assert len(db.session().scalars(select(Paper)).all()) == 1


def test_a_paper_needs_a_title(world: World) -> None:
    pid = brought_in(world)

    with pytest.raises(Refused, match="title") as refusal:
        imports.keep_import(world.mair, pid, choices=Choices(title=" "))

    assert refusal.value.field == "title"
    assert the_import(world, pid).paper_id is None
