"""An import that is no paper becomes a consultation with its document, a response, or a motion."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from policyhub import db
from policyhub.domain.document import Paragraph, plain_of
from policyhub.domain.importing.choices import Choices
from policyhub.models import Answer, Consultation, Motion, Question, Response
from policyhub.permissions.visible import load
from policyhub.services import blocks, cited, consultations, exports, imported, imports, motions, responses
from policyhub.services.refusals import Forbidden, Refused
from tests.counting_statements import counting
from tests.domain.test_importing_kinds import RESPONSE
from tests.importing import the_import
from tests.importing_kinds import CONSULTATION, MOTION, kept, uploaded
from tests.world import World


def answers_of(response: Response) -> list[tuple[Question, Answer]]:
    rows = db.session().execute(
        select(Question, Answer)
        .join(Answer, Answer.question_id == Question.id)
        .where(Answer.response_id == response.id)
        .order_by(Question.rank)
    )
    return [(row[0], row[1]) for row in rows]


def test_a_consultation_comes_in_with_its_questions_and_its_document(world: World) -> None:
    found = uploaded(world, world.mair, world.group, CONSULTATION, kind="consultation")

    with counting(db.database()) as counted:
        pid = kept(world, world.mair, found, issuer="Department of Harbours")

    made = load(db.session(), Consultation, world.joan, pid)
    assert (made.title, made.issuer) == ("Ferries for the future: a consultation", "Department of Harbours")
    questions = consultations.list_questions(made)
    assert [(q.number, q.word_limit, q.choices) for q in questions] == [
        ("1", 300, ["Yes", "No", "Not sure"]),
        ("2", None, []),
    ]
    document = {one.number: one for one in cited.list_paragraphs(made) if one.number}
    assert document["1.2"].text == "Ferries are old.[^1] They cost three pounds."
    assert [note["text"] for note in document["1.2"].notes] == ["Older than the minister."]
    assert cited.has_document(made)
    assert the_import(world, found.pid).state == "kept"
    assert imported.find_became(world.mair, the_import(world, found.pid)) == ("consultation", pid, made.title)
    assert len(counted.statements) <= 15
    assert counted.commits == 1


def test_a_response_comes_in_with_its_answers_notes_and_pointers(world: World) -> None:
    found = uploaded(world, world.mair, world.group, RESPONSE, kind="response")

    with counting(db.database()) as counted:
        pid = kept(world, world.mair, found)

    assert len(counted.statements) <= 15
    assert counted.commits == 1
    made = load(db.session(), Response, world.mair, pid)
    answers = answers_of(made)
    assert [(q.asked, q.number, q.text.split("\n")[0]) for q, _ in answers] == [
        (False, None, "Introduction"),
        (True, "1", "Do you agree that ferries should run each hour?"),
        (True, "2", "What else?"),
        (True, "3", "Any other comments?"),
        (False, None, "What we ask the minister to do"),
    ]
    assert all(answer.complete for _, answer in answers)
    second = answers[2][1].text.current
    assert second is not None
    assert second.body == "See our answer to question 1.\n\nBoats should be blue."
    document = exports.get_response(world.mair, made).document
    said = [block for note in document.notes for block in note.blocks if isinstance(block, Paragraph)]
    assert [plain_of(block.content) for block in said] == ["As do the islands."]
    assert [q.number for q in consultations.list_questions(made.consultation)] == ["1", "2", "3"]
    standing = responses.look(world.mair, made)
    assert standing.obstacles == 0


def test_a_note_of_an_answer_stays_when_its_words_are_edited(world: World) -> None:
    found = uploaded(world, world.mair, world.group, RESPONSE, kind="response")
    made = load(db.session(), Response, world.mair, kept(world, world.mair, found))
    place = responses.look(world.mair, made).places[1]
    current = place.answer.text.current
    assert current is not None

    blocks.edit_block(world.mair, place.pid, block=place.blocks[0].pid, body="Yes, gladly[^1].", base=current.pid)

    world.fresh()
    text = load(db.session(), Answer, world.mair, place.pid).text.current
    assert text is not None
    assert text.body == "Yes, gladly[^n1]."
    assert [note["text"] for note in text.notes] == ["As do the islands."]


def test_a_response_goes_under_the_questions_of_a_consultation_that_is_here(world: World) -> None:
    asked = [
        {"number": "1", "text": "Do you agree that the ferries should run every hour?"},
        {"number": "2", "text": "Who should pay?"},
        {"number": "3", "text": "Any other comments?"},
    ]
    here = consultations.make_consultation(world.mair, world.group, title="Ferries", questions=asked)
    found = uploaded(world, world.mair, world.group, RESPONSE, kind="response")
    plan = imported.plan_for(imports.get_reading(found), Choices())
    listed = imported.list_answerable(world.mair, found, plan)

    assert [(one.consultation.pid, one.matched) for one in listed] == [(here, 2)]
    assert imported.guess_answered(listed, plan) == here
    made = load(db.session(), Response, world.mair, kept(world, world.mair, found, answers=here, title=""))

    answers = answers_of(made)
    assert [(q.asked, q.text.split("\n")[0], bool(a.complete)) for q, a in answers] == [
        (True, "Do you agree that the ferries should run every hour?", True),
        (True, "Who should pay?", False),
        (True, "Any other comments?", True),
        (False, "Introduction", True),
        (False, "2 What else?", True),
        (False, "What we ask the minister to do", True),
    ]
    consultation = load(db.session(), Consultation, world.joan, here)
    assert [q.text for q in consultations.list_questions(consultation)] == [str(q["text"]) for q in asked]
    assert [one.questions for one in consultations.list_consultations(world.joan) if one.consultation.pid == here] == [
        3
    ]


def test_a_group_answers_a_consultation_once(world: World) -> None:
    asked = [{"number": "1", "text": "Who should pay?"}]
    here = consultations.make_consultation(world.mair, world.group, title="Ferries", questions=asked)
    responses.start_response(world.mair, world.group, consultation=here)
    found = uploaded(world, world.mair, world.group, RESPONSE, kind="response")

    with pytest.raises(Refused, match="begun its response already"):
        kept(world, world.mair, found, answers=here)

    assert the_import(world, found.pid).state == "ready"
    plan = imported.plan_for(imports.get_reading(found), Choices())
    assert imported.list_answerable(world.mair, found, plan) == []


def test_another_group_begins_its_own_response_with_the_questions_that_were_asked(world: World) -> None:
    found = uploaded(world, world.mair, world.group, RESPONSE, kind="response")
    made = load(db.session(), Response, world.mair, kept(world, world.mair, found))

    pid = responses.start_response(world.tom, world.branch, consultation=made.consultation.pid)

    world.fresh()
    theirs = load(db.session(), Response, world.tom, pid)
    assert [q.number for q, _ in answers_of(theirs)] == ["1", "2", "3"]


def test_a_motion_comes_in_with_its_points_and_names(world: World) -> None:
    found = uploaded(world, world.tom, world.branch, MOTION, kind="motion")

    with counting(db.database()) as counted:
        pid = kept(world, world.tom, found, destination=" The  spring conference", word_limit="300")

    assert len(counted.statements) <= 15
    made = load(db.session(), Motion, world.tom, pid)
    assert (made.destination, made.word_limit) == ("The spring conference", 300)
    assert (made.title, made.mover, made.seconder) == ("Ferries for all", "Mair Ellis", "Tom Ash")
    drawn = motions.look(world.tom, made)
    assert [[block.body for block in part.blocks] for part in drawn.parts] == [
        ["Ferries are late.", "Ferries are dear[^1]."],
        [],
        ["To write to the minister."],
    ]
    assert [note["text"] for note in drawn.parts[0].blocks[1].notes] == ["Three pounds."]
    assert any("built in 1901" in words for words in the_import(world, found.pid, world.tom).left_out)


def test_nobody_keeps_what_they_may_not_make(world: World) -> None:
    motion = uploaded(world, world.mair, world.group, MOTION, kind="motion")

    with pytest.raises(Forbidden):
        kept(world, world.mair, motion)

    assert db.session().scalars(select(Motion)).all() == []


@pytest.mark.parametrize(
    ("text", "kind", "choices", "says"),
    [
        (CONSULTATION, "consultation", {"title": " "}, "consultation’s title"),
        (CONSULTATION, "consultation", {"issuer": "x" * 301}, "up to 300 characters"),
        ("Only words.\n\nAnd more words.", "consultation", {"title": "Words"}, "No question was found"),
        ("Only words.\n\nAnd more words.", "response", {"title": "Words"}, "No question was found"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    world: World, text: str, kind: str, choices: dict[str, str], says: str
) -> None:
    found = uploaded(world, world.mair, world.group, text, kind=kind)

    with pytest.raises(Refused, match=says):
        kept(world, world.mair, found, **choices)

    assert db.session().scalars(select(Consultation)).all() == []


def test_an_import_is_kept_once(world: World) -> None:
    found = uploaded(world, world.mair, world.group, CONSULTATION, kind="consultation")
    kept(world, world.mair, found)

    with pytest.raises(Refused, match="moved on"):
        kept(world, world.mair, the_import(world, found.pid))
