"""Typed words are kept while one types and given back when the form is opened again."""

from __future__ import annotations

import pytest

from tests.web.signing_in import csrf_of, send, sign_in
from tests.world import World


def keep(client, url: str, **how):
    token = csrf_of(client.get("/help").text)
    return client.post(url, headers={"X-CSRFToken": token}, **how)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_comment_that_was_typed_and_not_sent_is_there_again(app, world: World, as_json: bool) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    typed = {"body": "Half a thought", "quote": "Travel"}
    answer = keep(client, f"/drafts/comment/{section}", **({"json": typed} if as_json else {"data": typed}))
    assert (answer.status_code, answer.text) == (204, "")
    page = client.get(f"/sections/{section}/comment").text
    assert "You had typed this and not sent it." in page
    assert "Half a thought</textarea>" in page
    sent = send(client, f"/sections/{section}/comment", f"/sections/{section}/comments", **typed)
    assert sent.status_code == 303
    assert "Half a thought" not in client.get(f"/sections/{section}/comment").text


def test_nobody_else_sees_what_one_has_typed(app, world: World) -> None:
    section = world.section("2.2")
    owen, mair = app.test_client(), app.test_client()
    sign_in(owen, world.owen)
    sign_in(mair, world.mair)
    keep(owen, f"/drafts/comment/{section}", data={"body": "Between us"})
    assert "Between us" not in mair.get(f"/sections/{section}/comment").text


def test_a_kind_that_there_is_not_and_strange_json_are_refused(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    assert keep(client, f"/drafts/nonsense/{section}", data={"body": "x"}).status_code == 404
    assert keep(client, f"/drafts/comment/{section}", json=["x"]).status_code == 400
    assert keep(client, f"/drafts/comment/{section}", json={"body": 3}).status_code == 400
    assert keep(client, f"/drafts/comment/{section}", data={"body": "x" * 1_100_000}).status_code == 413


def test_half_a_sign_in_what_was_typed_loses_no_word(app, world: World) -> None:
    """Browsers send a sign that was cut in two, as a limit of length can do, as half a surrogate pair."""
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    sent = {"data": '{"body": "Half a \\ud83d sign\\u0000", "\\ud83d": "x"}', "content_type": "application/json"}
    assert keep(client, f"/drafts/comment/{section}", **sent).status_code == 204
    assert "Half a \ufffd sign\ufffd</textarea>" in client.get(f"/sections/{section}/comment").text


def test_json_of_ten_thousand_storeys_is_refused(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.owen)
    sent = {"data": "[" * 10_000, "content_type": "application/json"}
    assert keep(client, f"/drafts/comment/{world.section('2.2')}", **sent).status_code == 400


def test_a_draft_without_the_csrf_token_is_not_kept(app, world: World) -> None:
    section = world.section("2.2")
    client = app.test_client()
    sign_in(client, world.owen)
    assert client.post(f"/drafts/comment/{section}", data={"body": "forged"}).status_code == 400
    assert "forged" not in client.get(f"/sections/{section}/comment").text
