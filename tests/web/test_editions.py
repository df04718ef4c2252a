"""Editions on the web: frozen, read, compared."""

from __future__ import annotations

from policyhub.services import sections
from tests.web.signing_in import send, sign_in
from tests.world import World


def test_an_edition_is_frozen_read_and_compared_with_the_paper(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.mair)
    index = f"/papers/{world.paper}/editions"
    assert send(client, index, index, name="").status_code == 422
    answer = send(client, index, index, name="Draft 1")
    assert answer.status_code == 303
    placed = world.sections()["2.1"]
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Other words.")
    page = client.get(answer.location).text
    assert "Nobody should be kept at home by a fare." in page
    assert "Other words." not in page
    assert "1 section changed" in client.get(f"{answer.location}/changes").text
    assert "Draft 1" in client.get(index).text
    second = send(client, index, index, name="Draft 2").location
    between = client.get(f"{answer.location}/changes?to={second.rpartition('/')[2]}").text
    assert "up to Draft 2" in between
    backwards = client.get(f"{second}/changes?to={answer.location.rpartition('/')[2]}").text
    assert "What changed since “Draft 1”" in backwards
    assert "up to Draft 2" in backwards
    assert client.get(f"{answer.location}/changes?to=aaaaaaaaaaaa").status_code == 404
    assert "Nothing has changed." in client.get(f"{second}/changes").text


def test_who_may_not_freeze_is_not_offered_to(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.owen)
    page = client.get(f"/papers/{world.paper}/editions").text
    assert "No edition yet." in page
    assert "Freeze an edition" not in page
