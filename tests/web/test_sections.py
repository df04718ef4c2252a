"""A section's page, its editor with both texts after a conflict, its history, its place in the tree."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Section
from policyhub.permissions.visible import load
from policyhub.services import agreements, comments, drafts, papers, sections
from tests.web.signing_in import csrf_of, send, sign_in
from tests.world import World

WORDS = "Travel should be free for every resident, and paid for as roads are paid for."


@pytest.fixture
def client(app, world: World):
    found = app.test_client()
    sign_in(found, world.mair)
    return found


def base_of(page: str) -> str:
    return page.partition('name="base" value="')[2].partition('"')[0]


def words_in(page: str) -> str:
    return page.partition('id="text"')[2].partition(">")[2].partition("</textarea>")[0].strip()


def body_of(world: World, number: str) -> str:
    world.fresh()
    found = load(db.session(), Section, world.mair, world.section(number)).text.current
    assert found is not None
    return found.body


def edit(client, world: World, number: str, **fields):
    url = f"/sections/{world.section(number)}/edit"
    page = client.get(url).text
    return client.post(url, data={"csrf_token": csrf_of(page), "base": base_of(page), "heading": "", **fields})


def test_a_section_shows_its_words_what_was_said_and_what_one_can_do(client, world: World) -> None:
    comments.add_comment(world.owen, world.section("2.2"), body="For whom?", quote="free for every resident")
    page = client.get(f"/sections/{world.section('2.2')}").text
    assert "For whom?" in page
    for what in ("Comment on", "Flag it as disputed", "Edit this section", "Call it agreed"):
        assert what in page, what
    assert page.count("<h1") == 1


def test_a_reader_who_may_not_comment_is_not_offered_to(app, world: World) -> None:
    papers.send_to_council(world.mair, world.paper)
    reader = app.test_client()
    sign_in(reader, world.joan)
    page = reader.get(f"/sections/{world.section('2.2')}").text
    assert "Say something" not in page
    assert "Edit this section" not in page
    assert reader.get(f"/sections/{world.section('2.2')}/edit").status_code == 403


def test_the_editor_shows_present_numbers_and_keeps_references_live(client, world: World) -> None:
    url = f"/sections/{world.section('1.2')}/edit"
    page = client.get(url).text
    assert "at a fare as said in 2.1." in words_in(page)
    answer = edit(
        client,
        world,
        "1.2",
        text="This paper asks for a bus within a walk[^1] of every door, as said in 2.1.",
        reason="Shorter",
        **{"notes-0-id": "1", "notes-0-mark": "1", "notes-0-text": "A walk of ten minutes."},
    )
    assert answer.status_code == 303
    assert answer.location.endswith(f"#section-{world.section('1.2')}")
    assert f"{{ref:{world.section('2.1')}|2.1}}" in body_of(world, "1.2")


def test_what_would_change_is_shown_without_saving(client, world: World) -> None:
    answer = edit(client, world, "2.2", text=WORDS.replace("free", "cheap"), do="preview")
    assert answer.status_code == 200
    assert ">free </del>" in answer.text or ">free</del>" in answer.text
    assert "cheap for every resident" in words_in(answer.text)
    assert body_of(world, "2.2") == WORDS


def test_a_refusal_keeps_everything_that_was_typed(client, world: World) -> None:
    answer = edit(client, world, "2.2", text="My long work[^3]", reason="Because")
    assert answer.status_code == 422
    assert "My long work[^3]" in words_in(answer.text)
    assert 'value="Because"' in answer.text
    assert "has no words" in answer.text


def other_saves(world: World, text: str) -> None:
    placed = world.sections()["2.2"]
    sections.edit_section(
        world.mair, placed.pid, base_pid=placed.version_pid, heading="", text=text, reason="I was quicker"
    )


def stale(client, world: World, mine: str, theirs: str):
    url = f"/sections/{world.section('2.2')}/edit"
    page = client.get(url).text
    other_saves(world, theirs)
    world.fresh()
    data = {"csrf_token": csrf_of(page), "base": base_of(page), "heading": "", "text": mine}
    return url, client.post(url, data=data)


def test_of_two_savers_the_second_sees_both_texts_and_can_put_them_together(client, world: World) -> None:
    mine = WORDS.replace("as roads are paid for", "by all of us")
    theirs = WORDS.replace("every resident", "everybody")
    url, answer = stale(client, world, mine, theirs)
    assert answer.status_code == 409
    assert words_in(answer.text) == mine
    assert "I was quicker" in answer.text
    assert "everybody" in answer.text
    assert "Use the merged text" in answer.text
    page = answer.text
    old = page.partition('name="old_base" value="')[2].partition('"')[0]
    data = {"csrf_token": csrf_of(page), "base": base_of(page), "old_base": old, "heading": "", "text": mine}
    merged = client.post(url, data={**data, "do": "merged"})
    both = theirs.replace("as roads are paid for", "by all of us")
    assert words_in(merged.text) == both
    assert body_of(world, "2.2") == theirs
    done = client.post(url, data={**data, "base": base_of(merged.text), "text": both})
    assert done.status_code == 303
    assert body_of(world, "2.2") == both


def test_where_both_changed_the_same_words_a_person_puts_them_together(client, world: World) -> None:
    _url, answer = stale(client, world, WORDS.replace("free", "cheap"), WORDS.replace("free", "half-price"))
    assert answer.status_code == 409
    assert "Use the merged text" not in answer.text
    assert "by hand" in answer.text


def test_what_was_typed_and_not_saved_is_there_again_until_it_is_saved(client, world: World) -> None:
    pid = world.section("2.2")
    drafts.keep_draft(world.mair, "section", pid, {"heading": "", "text": "Half a sent", "reason": "Why"})
    page = client.get(f"/sections/{pid}/edit").text
    assert words_in(page) == "Half a sent"
    assert 'value="Why"' in page
    assert edit(client, world, "2.2", text="A whole sentence.").status_code == 303
    assert "A whole sentence." in words_in(client.get(f"/sections/{pid}/edit").text)


def test_a_draft_from_before_somebody_else_saved_meets_their_text(client, world: World) -> None:
    pid = world.section("2.2")
    drafts.keep_draft(world.mair, "section", pid, {"text": WORDS.replace("free", "cheap")})
    other_saves(world, WORDS.replace("every resident", "everybody"))
    world.fresh()
    assert edit(client, world, "2.2", text=WORDS.replace("free", "cheap")).status_code == 409


def test_the_history_says_who_when_why_and_how_it_was_agreed(client, world: World) -> None:
    placed = world.sections()["2.1"]
    agreements.call_agreed(world.mair, placed.pid, version_pid=placed.version_pid, reason="In May")
    sections.edit_section(
        world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Other words.", reason="Plainer"
    )
    page = client.get(f"/sections/{placed.pid}/history").text
    for what in ("Version 2", "Version 1", "Plainer", "Mair Pugh", "In May", "called by Mair Pugh"):
        assert what in page, what
    beside = client.get(f"/sections/{placed.pid}/compare?from=1&to=2&view=beside").text
    assert 'class="versions"' in beside
    assert ">Other words</ins>" in client.get(f"/sections/{placed.pid}/compare?from=1&to=2").text
    for wrong in ("from=7", "to=0", "from=x%00", "to=99999999999999999999"):
        assert client.get(f"/sections/{placed.pid}/compare?{wrong}").status_code in (200, 404)


def test_a_section_is_called_agreed_after_reading_it_once_more(client, world: World) -> None:
    url = f"/sections/{world.section('2.1')}/agree"
    version = client.get(url).text.partition('name="version" value="')[2].partition('"')[0]
    assert send(client, url, url, version=version, reason=" ").status_code == 422
    assert send(client, url, url, version=version, reason="In May").status_code == 303
    assert "“In May”" in client.get(f"/sections/{world.section('2.1')}").text


def test_a_section_is_added_and_moved(client, world: World) -> None:
    new = f"/papers/{world.paper}/sections/new"
    after = world.section("2.1")
    assert "It comes after 2.1." in client.get(f"{new}?after={after}").text
    refused = send(client, new, new, kind="clause", body="", after=after)
    assert refused.status_code == 422
    assert send(client, new, new, kind="clause", body="In between.", after=after).status_code == 303
    assert body_of(world, "2.2") == "In between."
    place = f"/sections/{world.section('2.2')}"
    assert send(client, f"{place}/place", f"{place}/move", way="up").status_code == 303
    assert body_of(world, "2.1") == "In between."
    assert send(client, f"{place}/place", f"{place}/move", way="sideways").status_code == 422
