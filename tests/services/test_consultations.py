"""Consultations are made of questions, corrected, and changed only until somebody answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from policyhub import clock, db
from policyhub.models import Consultation
from policyhub.permissions.actor import HOUSE, VISITOR
from policyhub.permissions.visible import NotFound, load
from policyhub.services import consultations, responses
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.services.assembling import QUESTIONS, make_consultation, question_pids
from tests.world import World


def the(world: World, pid: str) -> Consultation:
    world.fresh()
    return load(db.session(), Consultation, HOUSE, pid)


def test_a_consultation_keeps_its_questions_in_order(world: World, database) -> None:
    with counting(database) as counted:
        pid = consultations.make_consultation(
            world.tom,
            world.branch,
            title=" Better  buses ",
            issuer="Ministry of Roads",
            reference="BB/1",
            closes_at=clock.now() + timedelta(days=3),
            questions=QUESTIONS,
        )

    assert counted.commits == 1
    assert len(counted.statements) <= 15
    made = the(world, pid)
    assert (made.title, made.issuer, made.reference) == ("Better buses", "Ministry of Roads", "BB/1")
    found = consultations.list_questions(made)
    assert [(q.number, q.text, q.word_limit) for q in found] == [
        (q["number"], q["text"], q.get("word_limit")) for q in QUESTIONS
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"questions": []}, "at least one"),
        ({"questions": [{"text": " "}]}, "Type the question"),
        ({"questions": [{"text": "Why?", "word_limit": 0}]}, "word limit"),
        ({"questions": [{"text": "Why?", "number": "9" * 41}]}, "40 characters"),
        ({"lang": "tlh"}, "languages"),
        ({"closes_at": clock.now() - timedelta(days=1)}, "passed"),
    ],
)
def test_a_consultation_that_makes_no_sense_is_refused(world: World, wrong: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        consultations.make_consultation(world.mair, world.group, **{"title": "T", "questions": QUESTIONS, **wrong})


def test_only_who_runs_a_group_makes_and_changes_its_consultations(world: World) -> None:
    pid = make_consultation(world)
    question = question_pids(world, pid)[0]

    with pytest.raises(Forbidden):
        consultations.make_consultation(world.owen, world.group, title="T", questions=QUESTIONS)
    with pytest.raises(Forbidden):
        consultations.change_consultation(world.tom, pid, title="T")
    with pytest.raises(Forbidden):
        consultations.change_question(world.owen, pid, question=question, text="T")
    with pytest.raises(NotFound):
        consultations.change_consultation(VISITOR, pid, title="T")


def test_a_consultation_and_its_questions_are_corrected(world: World) -> None:
    pid = make_consultation(world)
    first = question_pids(world, pid)[0]

    consultations.change_consultation(world.mair, pid, title="Best buses", issuer="The county")
    consultations.change_question(world.mair, pid, question=first, number="1a", text="What for?", word_limit=99)

    assert the(world, pid).title == "Best buses"
    question = consultations.get_question(the(world, pid), first)
    assert (question.number, question.text, question.word_limit) == ("1a", "What for?", 99)
    with pytest.raises(NotFound):
        consultations.change_question(world.mair, pid, question="aaaaaaaaaaaa", text="What?")


def test_questions_come_and_go_only_until_somebody_answers(world: World) -> None:
    pid = make_consultation(world)
    consultations.add_question(world.mair, pid, text="And then?", number="4")
    consultations.remove_question(world.mair, pid, question=question_pids(world, pid)[0])
    assert [q.number for q in consultations.list_questions(the(world, pid))] == ["2", "3", "4"]

    responses.start_response(world.tom, world.branch, consultation=pid)

    with pytest.raises(Refused, match="begun"):
        consultations.add_question(world.mair, pid, text="Late?")
    with pytest.raises(Refused, match="begun"):
        consultations.remove_question(world.mair, pid, question=question_pids(world, pid)[0])
    assert consultations.is_answered(the(world, pid))


def test_the_last_question_stays(world: World) -> None:
    pid = make_consultation(world, questions=QUESTIONS[:1])

    with pytest.raises(Refused, match="at least one"):
        consultations.remove_question(world.mair, pid, question=question_pids(world, pid)[0])


def test_the_list_has_ones_own_first_by_closing_time_and_closed_ones_last(world: World) -> None:
    now = clock.now()

    def make(title: str, days: int | None, who=world.mair, group=world.group) -> None:
        closes = now + timedelta(days=days) if days is not None else None
        consultations.make_consultation(who, group, title=title, closes_at=closes, questions=QUESTIONS)

    make("later", 9)
    make("sooner", 2)
    make("no day", None)
    make("theirs", 1, world.tom, world.branch)
    world.fresh()

    assert [one.consultation.title for one in consultations.list_consultations(world.mair)] == [
        "sooner",
        "later",
        "no day",
        "theirs",
    ]
    with clock.standing_at(now + timedelta(days=3)):
        assert [one.consultation.title for one in consultations.list_consultations(world.mair)] == [
            "later",
            "no day",
            "sooner",
            "theirs",
        ]
    assert consultations.list_consultations(VISITOR) == []


def test_drafts_of_other_groups_are_not_listed(world: World) -> None:
    pid = make_consultation(world)
    responses.start_response(world.mair, world.group, consultation=pid)

    assert len(consultations.list_responses(world.owen, the(world, pid))) == 1
    assert consultations.list_responses(world.joan, the(world, pid)) == []
    assert [group.name for group in consultations.list_answerers(world.tom, the(world, pid))] == ["Arfon branch"]
    assert consultations.list_answerers(world.mair, the(world, pid)) == []
