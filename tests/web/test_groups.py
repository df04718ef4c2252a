"""Groups on the web: the list, a group's papers and people."""

from __future__ import annotations

from tests.web.signing_in import sign_in
from tests.world import World


def test_members_see_who_is_in_a_group_and_visitors_do_not(app, world: World) -> None:
    client = app.test_client()
    assert "Mair Pugh" not in client.get("/groups/rural-transport").text
    assert "Rural transport group" in client.get("/groups").text
    sign_in(client, world.mair)
    page = client.get("/groups/rural-transport").text
    assert "Mair Pugh" in page
    assert "Owen Rees" in page
    assert "Every village, every hour" in page
    assert "You are in it" in client.get("/groups").text


def test_the_council_and_branches_have_pages_and_what_is_not_there_has_none(app, world: World) -> None:
    client = app.test_client()
    sign_in(client, world.joan)
    for slug in ("council", "arfon"):
        assert client.get(f"/groups/{slug}").status_code == 200
    assert client.get("/groups/nowhere").status_code == 404
