"""Responses in the browser: the desk of an answer, without any script."""

from __future__ import annotations

from flask.testing import FlaskClient

from policyhub.services import blocks, responses
from tests.counting_statements import counting
from tests.services.assembling import agree, base_of, blocks_of, body_of, change, question_pids, start, version_of
from tests.web.signing_in import csrf_of, send, sign_in
from tests.world import World


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


def desk(world: World) -> tuple[str, str, str]:
    """The address of a response, of the desk of its first answer, and that answer's pid."""
    response, (answer, *_rest) = start(world)
    return f"/responses/{response}", f"/responses/{response}/answers/{answer}", answer


def test_agreed_words_are_offered_and_inserted_with_one_button(app, world: World) -> None:
    agree(world, "1.2")
    _, page, answer = desk(world)
    client = as_(app, world.owen)
    shown = client.get(page).text
    assert "Words that may fit" in shown
    assert "Says “" in shown

    fields = {"section": world.section("1.2"), "version": version_of(world, "1.2")}
    inserted = send(client, page, f"/answers/{answer}/passages", **fields)

    assert inserted.status_code == 303
    shown = client.get(inserted.location).text
    assert "1.2, version 1" in shown
    assert "Called agreed," in shown
    assert "A walk of ten minutes." in shown
    assert "within a walk" in body_of(world, answer)


def test_the_picker_lists_sections_with_their_state_and_finds_words(app, world: World) -> None:
    agree(world, "2.1")
    _, _page, answer = desk(world)
    client = as_(app, world.mair)

    everything = client.get(f"/answers/{answer}/passages").text
    found = client.get(f"/answers/{answer}/passages?q=fare+home&paper={world.paper}").text

    assert "These words are not agreed, and your text will say so." in everything
    assert "Nobody should be kept at home by a fare." in found
    assert "Four in ten" not in found
    assert "No section of this paper says that." in client.get(f"/answers/{answer}/passages?q=zeppelin").text


def test_part_of_a_section_is_chosen_by_deleting_the_rest(app, world: World) -> None:
    _, _page, answer = desk(world)
    client = as_(app, world.mair)
    section = world.section("2.1")
    page = f"/answers/{answer}/passages/{section}"
    assert "Nobody should be kept at home by a fare." in client.get(page).text

    fields = {"section": section, "version": version_of(world, "2.1")}
    assert send(client, page, f"/answers/{answer}/passages", **fields, quote="kept at home").status_code == 303
    assert body_of(world, answer) == "kept at home"
    refused = send(client, page, f"/answers/{answer}/passages", **fields, quote="kept in bed")
    assert refused.status_code == 422
    assert "kept in bed" in refused.text
    assert "do not stand in the section" in refused.text


def test_own_words_go_where_they_are_told_to(app, world: World) -> None:
    _, _page, answer = desk(world)
    client = as_(app, world.mair)
    page = f"/answers/{answer}/write"

    assert send(client, page, page, body="Last").status_code == 303
    assert send(client, page, page, body="First", after="first").status_code == 303
    refused = send(client, page, page, body="  ")

    assert body_of(world, answer) == "First\n\nLast"
    assert refused.status_code == 422
    assert "After “First”" in client.get(page).text


def test_what_is_typed_and_not_sent_comes_back_and_is_dropped_when_sent(app, world: World) -> None:
    _, _page, answer = desk(world)
    client = as_(app, world.mair)
    page = f"/answers/{answer}/write"
    token = csrf_of(client.get(page).text)
    kept = client.post(f"/drafts/answer/{answer}", data={"csrf_token": token, "body": "Half a sent"})
    assert kept.status_code in (200, 204)

    assert "Half a sent" in client.get(page).text
    send(client, page, page, body="Half a sentence.")
    assert "Half a sent" not in client.get(page).text.partition("<textarea")[2].partition("</textarea>")[0]


def test_a_pointer_is_added_and_leads_to_the_other_answer(app, world: World) -> None:
    response, page, answer = desk(world)
    client = as_(app, world.mair)
    consultation = client.get(response).text.partition("/consultations/")[2][:12]
    second = question_pids(world, consultation)[1]

    assert send(client, f"/answers/{answer}/point", f"/answers/{answer}/point", question=second).status_code == 303
    refused = send(client, f"/answers/{answer}/point", f"/answers/{answer}/point", question="")

    assert "See our answer to question 2." in client.get(page).text
    assert refused.status_code == 422


def test_blocks_are_moved_taken_out_and_put_back(app, world: World) -> None:
    _, page, answer = desk(world)
    client = as_(app, world.mair)
    for words in ("One", "Two"):
        blocks.add_prose(world.mair, answer, body=words)
    one, _two = blocks_of(world, answer)

    def post(what: str, **fields: str) -> int:
        return send(client, page, f"/answers/{answer}/blocks/{one.pid}/{what}", **fields).status_code

    assert post("move", to="down") == 303
    assert body_of(world, answer) == "Two\n\nOne"
    assert post("remove") == 303
    assert "Taken out: 1 piece" in client.get(page).text
    assert post("restore") == 303
    assert body_of(world, answer) == "Two\n\nOne"
    assert post("renew", do="perhaps") == 422


def test_an_adapted_passage_shows_its_redline(app, world: World) -> None:
    agree(world, "2.1")
    _, page, answer = desk(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)
    client = as_(app, world.mair)
    edit = f"/answers/{answer}/blocks/{block.pid}"
    assert "no longer claims that they are agreed" in client.get(edit).text

    words = "Nobody should be kept in bed by a fare."
    assert send(client, edit, edit, body=words, base=base_of(world, answer)).status_code == 303

    shown = client.get(page).text
    assert "Adapted from 2.1, version 1" in shown
    assert "<del" in shown
    assert "Your words: not agreed" in shown
    assert "Called agreed" not in shown.partition('id="answer"')[2].partition("h-hints")[0]


def test_of_two_who_edit_the_second_sees_both_texts_and_can_still_save(app, world: World) -> None:
    _, _page, answer = desk(world)
    blocks.add_prose(world.mair, answer, body="First words.")
    (block,) = blocks_of(world, answer)
    base = base_of(world, answer)
    blocks.edit_block(world.mair, answer, block=block.pid, body="Her words.", base=base)
    client = as_(app, world.owen)
    edit = f"/answers/{answer}/blocks/{block.pid}"

    clash = send(client, edit, edit, body="His words.", base=base)

    assert clash.status_code == 409
    assert "nothing is lost" in clash.text
    assert "Her" in clash.text
    assert "His words." in clash.text
    assert send(client, edit, edit, body="His words.", base=base_of(world, answer)).status_code == 303
    assert body_of(world, answer) == "His words."


def test_words_for_a_block_that_was_taken_out_meanwhile_are_not_lost(app, world: World) -> None:
    _, _page, answer = desk(world)
    blocks.add_prose(world.mair, answer, body="First words.")
    (block,) = blocks_of(world, answer)
    base = base_of(world, answer)
    blocks.remove_block(world.mair, answer, block=block.pid)
    client = as_(app, world.owen)

    clash = send(
        client, f"/answers/{answer}/write", f"/answers/{answer}/blocks/{block.pid}", body="His words.", base=base
    )

    assert clash.status_code == 409
    assert "His words." in clash.text
    assert "taken out while you were writing" in clash.text


def test_the_page_says_when_the_paper_has_moved_on_and_takes_the_new_words(app, world: World) -> None:
    _, page, answer = desk(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    (block,) = blocks_of(world, answer)
    change(world, "2.1", "Nobody should be kept at home.")
    client = as_(app, world.mair)
    assert "The paper has moved on to version 2" in client.get(page).text

    taken = send(client, page, f"/answers/{answer}/blocks/{block.pid}/renew", do="take")

    assert taken.status_code == 303
    assert "moved on" not in client.get(page).text
    assert body_of(world, answer) == "Nobody should be kept at home."


def test_stance_and_completion_are_kept(app, world: World) -> None:
    response, page, answer = desk(world)
    client = as_(app, world.owen)
    blocks.add_prose(world.mair, answer, body="word " * 30)

    assert send(client, page, f"/answers/{answer}/stance", stance="disagree").status_code == 303
    assert send(client, page, f"/answers/{answer}/complete").status_code == 303

    shown = client.get(page).text
    assert 'value="disagree" checked' in shown
    assert "30 of 20 words: 10 too many." in shown
    assert "1 of 3" in client.get(response).text
    assert send(client, page, f"/answers/{answer}/reopen").status_code == 303
    assert "0 of 3" in client.get(response).text


def test_a_response_is_finished_although_things_stand_in_the_way_only_when_that_is_said(app, world: World) -> None:
    response, _page, _answer = desk(world)
    client = as_(app, world.mair)

    refused = send(client, response, f"{response}/finish")
    assert refused.status_code == 422
    assert "Some things stand in the way still." in refused.text
    assert send(client, response, f"{response}/finish", anyway="y").status_code == 303

    assert "Mark it as sent" in client.get(response).text
    assert as_(app, world.joan).get(response).status_code == 200
    assert send(client, response, f"{response}/reopen").status_code == 303
    assert as_(app, world.joan).get(response).status_code == 404


def test_readers_of_a_finished_response_see_no_paper_that_is_closed_to_them(app, world: World) -> None:
    response, page, answer = desk(world)
    blocks.insert_passage(world.mair, answer, section=world.section("2.1"))
    responses.finish_response(world.mair, response.rpartition("/")[2], anyway=True)

    shown = as_(app, world.joan).get(page).text

    assert "Nobody should be kept at home by a fare." in shown
    assert "From a paper that is not open to you" in shown
    assert "Every village" not in shown
    assert world.paper not in shown
    assert "Edit" not in shown.partition("<main")[2].partition("</main>")[0]


def test_an_answer_of_another_response_is_not_there(app, world: World) -> None:
    response, _page, _answer = desk(world)
    _other, (elsewhere, *_rest) = start(world)
    client = as_(app, world.mair)

    for pid in (elsewhere, "aaaaaaaaaaaa", "x"):
        assert client.get(f"{response}/answers/{pid}").status_code == 404


def test_the_desk_takes_few_queries(app, world: World, database) -> None:
    agree(world, "2.1")
    _, page, answer = desk(world)
    for number in ("2.1", "2.2", "1.2"):
        blocks.insert_passage(world.mair, answer, section=world.section(number))
    client = as_(app, world.mair)
    client.get(page)

    with counting(database) as counted:
        assert client.get(page).status_code == 200

    assert len(counted.statements) <= 20, "\n".join(counted.statements)
