"""Files to take away, and the page that says what is in them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient

from policyhub.domain.document import Document, Table, plain_of
from policyhub.domain.tracked import accepted, changes_of, rejected
from policyhub.readers import read
from policyhub.services import comments, editions, flags, motions, papers, sections
from tests.services.assembling import change, start
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
    assert client.get(f"{path}.txt").status_code == 404
    for wrong in (f"{path}.md", f"{path}.exe", f"{path}.docx?to=nothing", f"{path}.docx?to={world.paper}"):
        assert client.get(wrong).status_code == 404


def test_the_choice_of_what_is_in_a_file_is_in_its_address(app, world: World) -> None:
    papers.open_for_comment(world.mair, world.paper)
    comments.add_comment(world.owen, world.section("2.1"), body="Kept by whom?", quote="kept at home")
    flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")
    client = as_(app, world.joan)
    path = f"/exports/paper/{world.paper}.txt"

    as_usual, nothing, everything = (
        client.get(path + query).text
        for query in ("", "?chosen=y", "?chosen=y&comments=y&disputes=y&agreements=y&line_numbers=y")
    )

    assert [word in as_usual for word in ("Kept by whom?", "[Disputed: ", "What is agreed")] == [False, True, True]
    assert [word in nothing for word in ("Kept by whom?", "[Disputed: ", "What is agreed")] == [False] * 3
    assert [word in everything for word in ("Kept by whom?", "[Disputed: ", "What is agreed")] == [True] * 3
    assert b"lnNumType" in word_parts(client.get(path.replace("txt", "docx") + "?chosen=y&line_numbers=y").data)
    assert b"lnNumType" not in word_parts(client.get(path.replace("txt", "docx")).data)


def word_parts(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read("word/document.xml")


def test_the_page_offers_what_there_is_for_its_reader(app, world: World) -> None:
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    disputed = as_(app, world.mair).get(f"/exports/paper/{world.paper}").text
    flags.withdraw_flag(world.mair, flag, reason="Settled.")
    papers.send_to_council(world.mair, world.paper)
    papers.adopt_paper(world.nasreen, world.paper)
    motion = motions.start_motion(world.tom, world.branch, title="Buses")
    page = f"/exports/paper/{world.paper}"
    client = as_(app, world.mair)

    assert boxes(disputed) == {"disputes": True, "agreements": True, "log": True, "line_numbers": False}
    assert boxes(client.get(page).text) == {"agreements": True, "log": True, "line_numbers": False}
    assert "Nobody has commented on these words" in client.get(page).text
    comments_page = client.get(f"/exports/edition/{edition}?chosen=y&line_numbers=y").text
    assert boxes(comments_page) == {"disputes": False, "agreements": False, "log": False, "line_numbers": True}
    assert "1 dispute was open when this was frozen." in comments_page
    assert boxes(app.test_client().get(page).text) == {"agreements": True, "log": True, "line_numbers": False}
    assert "commented" not in app.test_client().get(page).text
    assert boxes(as_(app, world.tom).get(f"/exports/motion/{motion}").text) == {"log": False, "line_numbers": False}


def test_a_letter_ends_without_the_head_of_the_log_unless_it_is_asked_for(app, world: World) -> None:
    motion = motions.start_motion(world.tom, world.branch, title="Buses")
    tom, file = as_(app, world.tom), f"/exports/motion/{motion}.txt"
    assert "Head of the log" not in tom.get(file).text
    assert "Head of the log" not in tom.get(f"{file}?chosen=y").text
    assert "Head of the log" in tom.get(f"{file}?chosen=y&log=y").text
    paper = f"/exports/paper/{world.paper}.txt"
    assert "Head of the log" in as_(app, world.mair).get(paper).text
    assert "Head of the log" not in as_(app, world.mair).get(f"{paper}?chosen=y").text


def boxes(page: str) -> dict[str, bool]:
    """The boxes to tick by name, and whether they are ticked."""
    found = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    return {re.search(r'name="(\w+)"', one)[1]: " checked" in one for one in found}


def test_what_changed_comes_in_every_format_that_can_show_it(app, world: World) -> None:
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    section = world.section("2.1")
    change(world, "2.1", "Nobody should be kept at home by a price.")
    client = as_(app, world.mair)
    ways = {
        f"/editions/{edition}/changes": f"/exports/edition/{edition}/changes.%s",
        f"/sections/{section}/compare": f"/exports/section/{section}/changes.%s?from=1&amp;to=2",
    }

    for page, path in ways.items():
        shown = client.get(page).text
        for ending in ("docx", "odt", "html"):
            assert f'href="{path % ending}"' in shown
            answer = client.get((path % ending).replace("&amp;", "&"))
            found = read(answer.data, name=f"changes.{ending}")
            assert [(one.change.kind.value, one.text.strip()) for one in changes_of(found.blocks)] == [
                ("delete", "fare"),
                ("insert", "price"),
            ]
        assert f'href="{path % "pdf"}"' in shown
        pdf = read(client.get((path % "pdf").replace("&amp;", "&")).data, name="changes.pdf")
        told = " ".join(" ".join(said(pdf)).split())
        assert "by a fareprice." in told.replace(" price", "price")
        assert "struck through were taken out" in told
        html = client.get((path % "html").replace("&amp;", "&")).text
        assert ">fare</del>" in html.replace("</ins>", "")
        assert "struck through were taken out" in html


def test_versions_of_a_section_are_compared_for_those_who_may_read_them(app, world: World) -> None:
    section = world.section("2.1")
    change(world, "2.1", "Other words.")
    path = f"/exports/section/{section}/changes.docx"

    assert as_(app, world.joan).get(path).status_code == 404
    assert app.test_client().get(path).status_code == 303
    client = as_(app, world.mair)
    assert client.get(path).status_code == 200
    for wrong in (f"{path}?to=3", f"{path}?from=x1&to=9", path.replace("docx", "txt")):
        assert client.get(wrong).status_code == 404
