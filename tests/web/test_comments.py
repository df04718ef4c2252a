"""Commenting on the web: forms, what is kept, what is refused, who may."""

from __future__ import annotations

import pytest

from policyhub.services import comments, papers, threads
from tests.web.signing_in import csrf_of, send, sign_in, without_token
from tests.world import World


@pytest.fixture
def pages(world: World) -> dict[str, str]:
    comment = comments.add_comment(world.owen, world.section("2.2"), body="Why?")
    return {"section": world.section("2.2"), "comment": comment}


def test_a_comment_with_chosen_words_is_put_on_the_section(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    page = client.get(f"/sections/{section}/comment?quote=free+for+every+resident&before=be+&after=,+and")
    assert "free for every resident</textarea>" in page.text
    answer = send(
        client,
        f"/sections/{section}/comment",
        f"/sections/{section}/comments",
        body="<b>For</b> whom?\r\n\r\nAnd when?",
        quote="free for every resident",
    )
    assert answer.status_code == 303
    assert answer.location.startswith(f"/sections/{section}#comment-")
    thread = client.get(f"/comments/{answer.location.rpartition('-')[2]}").text
    assert "<p>&lt;b&gt;For&lt;/b&gt; whom?</p>" in thread
    assert "<p>And when?</p>" in thread
    assert "“free for every resident”" in thread


def test_words_that_are_not_there_are_refused_and_everything_typed_is_kept(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    answer = send(
        client,
        f"/sections/{section}/comment",
        f"/sections/{section}/comments",
        body="My long thought",
        quote="a balloon",
    )
    assert answer.status_code == 422
    assert "My long thought</textarea>" in answer.text
    assert "a balloon</textarea>" in answer.text
    assert "These words are not in the section." in answer.text


def test_an_empty_comment_is_refused_beside_its_field(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    answer = send(client, f"/sections/{section}/comment", f"/sections/{section}/comments", body="  ")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_form_sent_twice_makes_one_comment(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    url = f"/sections/{section}/comments"
    once = "a token of this very form"
    first = send(client, f"/sections/{section}/comment", url, body="Only once", once=once)
    second = send(client, f"/sections/{section}/comment", url, body="Only once", once=once)
    assert first.location == second.location
    from policyhub import db
    from policyhub.models import Section
    from policyhub.permissions.visible import load

    world.fresh()
    assert len(threads.list_threads(world.owen, load(db.session(), Section, world.owen, section))) == 1


def test_replying_and_settling_from_the_thread(app, world: World, pages) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    thread = f"/comments/{pages['comment']}"
    assert send(client, thread, f"{thread}/reply", body="Because.").status_code == 303
    assert send(client, thread, f"{thread}/reply", body="").status_code == 422
    assert send(client, thread, f"{thread}/resolve").status_code == 303
    assert "Open again" in client.get(thread).text
    assert send(client, thread, f"{thread}/resolve").status_code == 422
    assert send(client, thread, f"{thread}/reopen").status_code == 303


def test_a_thread_that_one_may_not_see_answers_as_one_that_does_not_exist(app, world: World, pages) -> None:
    client = app.test_client()
    sign_in(client, world.joan)
    hidden, missing = client.get(f"/comments/{pages['comment']}"), client.get("/comments/aaaaaaaaaaaa")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert without_token(hidden.text).replace(pages["comment"], "aaaaaaaaaaaa") == without_token(missing.text)


_ON_SECTION = ("comments.new", "comments.add")


def test_a_long_comment_is_shown_in_full_on_its_thread(app, world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    words = "Word by word. " * 600
    pid = comments.add_comment(world.joan, world.section("2.2"), body=words)
    client = app.test_client()
    sign_in(client, world.joan)
    assert words.strip() in client.get(f"/comments/{pid}").text


def test_one_changes_takes_back_and_puts_back_what_one_said(app, world: World) -> None:
    comment = comments.add_comment(world.owen, world.section("2.2"), body="For whom?")
    papers.open_for_comment(world.mair, world.paper)
    page = f"/comments/{comment}"
    owen, mair = app.test_client(), app.test_client()
    sign_in(owen, world.owen)
    sign_in(mair, world.mair)
    section = f"/sections/{world.section('2.2')}"
    assert f"{page}/change" in owen.get(section).text
    assert f"{page}/change" not in mair.get(section).text

    empty = send(owen, f"{page}/change", f"{page}/change", body=" ")
    assert empty.status_code == 422
    same = send(owen, f"{page}/change", f"{page}/change", body="For whom?")
    assert same.status_code == 422
    assert "These are the words that it has already." in same.text
    changed = send(owen, f"{page}/change", f"{page}/change", body="For whom, and when?")
    assert changed.location == f"{section}#comment-{comment}"
    assert "Changed" in mair.get(section).text
    assert "What Owen Rees said before" in mair.get(page).text
    assert "<p>For whom?</p>" in mair.get(page).text

    assert send(mair, page, f"{page}/take-back").status_code == 403
    back = send(owen, page, f"{page}/take-back")
    assert back.location == page
    assert "For whom" not in mair.get(section).text
    assert mair.get(page).status_code == 404
    mine = owen.get(page).text
    assert "Put it back" in mine
    assert "What you took back" in mine
    send(owen, page, f"{page}/put-back")
    assert "For whom, and when?" in mair.get(section).text


def test_a_comment_that_was_answered_is_taken_back_and_says_so(app, world: World) -> None:
    comment = comments.add_comment(world.owen, world.section("2.2"), body="A secret balloon.")
    comments.reply_to_comment(world.mair, comment, body="For everybody.")
    owen, mair = app.test_client(), app.test_client()
    sign_in(owen, world.owen)
    sign_in(mair, world.mair)
    send(owen, f"/comments/{comment}", f"/comments/{comment}/take-back")

    for page in (f"/sections/{world.section('2.2')}", f"/comments/{comment}", f"/papers/{world.paper}"):
        shown = mair.get(page).text
        assert "For everybody." in shown
        assert "Taken back by whoever said it" in shown
        assert "balloon" not in shown
        assert "Put it back" not in shown


def test_words_typed_into_a_comment_that_was_taken_back_meanwhile_are_kept(app, world: World) -> None:
    comment = comments.add_comment(world.owen, world.section("2.2"), body="For whom?")
    client = app.test_client()
    sign_in(client, world.mair)
    page = f"/comments/{comment}"
    token = csrf_of(client.get(page).text)
    comments.take_back_comment(world.owen, comment)

    answer = client.post(f"{page}/reply", data={"csrf_token": token, "body": "My long thought"})

    assert answer.status_code == 404
    assert "My long thought" in answer.text
