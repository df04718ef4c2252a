"""Files to take away, and the page that says what is in them."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask.testing import FlaskClient

from policyhub.domain.document import Document, Table, plain_of
from policyhub.domain.tracked import accepted, changes_of, rejected
from policyhub.readers import read
from policyhub.services import editions, motions, papers, sections
from tests.services.assembling import start
from tests.web.signing_in import sign_in
from tests.world import World


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("md", "text/markdown; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_an_attachment_of_its_kind_with_a_safe_name(app, world: World, ending: str, kind: str) -> None:
    response, _ = start(world)

    answer = as_(app, world.mair).get(f"/exports/response/{response}.{ending}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="Response-to-Better-buses.{ending}"; '
        f"filename*=UTF-8''Response%20to%20Better%20buses.{ending}"
    )


def test_a_word_file_opens_and_says_its_words(app, world: World) -> None:
    answer = as_(app, world.mair).get(f"/exports/paper/{world.paper}.docx")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert "Every village, every hour" in file.read("word/document.xml").decode()


def test_a_format_or_a_kind_that_there_is_not_is_not_found(app, world: World) -> None:
    client = as_(app, world.mair)

    for path in ("paper/%s.exe", "paper/%s.", "minutes/%s.docx", "minutes/%s", "paper/%s.docx.exe"):
        assert client.get(f"/exports/{path % world.paper}").status_code == 404


def test_nobody_takes_away_what_they_may_not_see(app, world: World) -> None:
    response, _ = start(world)
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    motion = motions.start_motion(world.tom, world.branch, title="Buses")
    joan, visitor = as_(app, world.joan), app.test_client()

    for kind, pid in (("response", response), ("edition", edition), ("motion", motion), ("paper", world.paper)):
        for path in (f"/exports/{kind}/{pid}.txt", f"/exports/{kind}/{pid}"):
            assert joan.get(path).status_code == 404
            assert visitor.get(path).status_code in (303, 404)


def test_the_page_says_what_is_in_it_and_what_stands_in_the_way(app, world: World) -> None:
    response, _ = start(world)
    papers.open_for_comment(world.mair, world.paper)
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    motion = motions.start_motion(world.tom, world.branch, title="Buses")
    client = as_(app, world.mair)

    shown = client.get(f"/exports/response/{response}").text

    assert "says DRAFT under its title" in shown
    assert "3 things still stand in the way." in shown
    for ending in ("docx", "md", "txt"):
        assert f"/exports/response/{response}.{ending}" in shown
    assert "Every section with its number" in client.get(f"/exports/paper/{world.paper}").text
    assert "when the edition was frozen" in client.get(f"/exports/edition/{edition}").text
    assert "who moves and who seconds it" in as_(app, world.tom).get(f"/exports/motion/{motion}").text


def test_an_edition_and_a_motion_come_as_text(app, world: World) -> None:
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    motion = motions.start_motion(world.tom, world.branch, title="Buses for all")

    assert "Draft 1" in as_(app, world.mair).get(f"/exports/edition/{edition}.txt").text
    assert "# Buses for all" in as_(app, world.tom).get(f"/exports/motion/{motion}.md").text


def test_what_changed_since_an_edition_comes_as_tracked_changes(app, world: World) -> None:
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    world.fresh()
    placed = world.sections()["2.1"]
    sections.edit_section(world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Nobody pays at all.")
    world.fresh()
    later = editions.freeze_edition(world.mair, world.paper, name="Draft 2")
    client = as_(app, world.mair)
    page = client.get(f"/editions/{edition}/changes?to={later}").text
    path = f"/exports/edition/{edition}/changes.docx"
    assert f'href="{path}?to={later}"' in page

    before = read(client.get(f"/exports/edition/{edition}.docx").data)
    for address in (path, f"{path}?to={later}"):
        found = read(client.get(address).data)
        assert {one.change.author for one in changes_of(found.blocks)} == {world.the_paper().group.name}
        assert "Nobody pays at all." in said(accepted(found))
        assert "Nobody pays at all." not in said(rejected(found))
        assert set(said(rejected(found))) <= set(said(before))


def said(document: Document) -> list[str]:
    return [plain_of(block.content) for block in document.blocks if not isinstance(block, Table)]


def test_changes_are_for_those_who_may_read_both_and_in_formats_that_carry_them(app, world: World) -> None:
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    path = f"/exports/edition/{edition}/changes"
    assert as_(app, world.joan).get(f"{path}.docx").status_code == 404
    assert app.test_client().get(f"{path}.docx").status_code in (303, 404)
    client = as_(app, world.mair)
    for wrong in (f"{path}.txt", f"{path}.exe", f"{path}.docx?to=nothing", f"{path}.docx?to={world.paper}"):
        assert client.get(wrong).status_code == 404
