"""Several papers at once: ticked, put in order without scripts, and taken away as one file."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest
from flask.testing import FlaskClient

from policyhub.readers import read
from policyhub.services import comments, editions, exports, papers
from tests.services.assembling import change
from tests.web.signing_in import sign_in
from tests.world import World, seeds_of_paper


def as_(app, who) -> FlaskClient:
    client = app.test_client()
    sign_in(client, who)
    return client


def other_paper(world: World, title: str = "Night buses: gŵyl a gwaith") -> str:
    pid = papers.start_paper(world.mair, world.group, title=title, seeds=seeds_of_paper())
    papers.open_for_comment(world.mair, pid)
    return pid


def order(page: str) -> list[str]:
    """The keys of the papers as the page's form would send them."""
    keys = []
    for part in page.split('name="text"')[1:]:
        chosen = part.split("</select>")[0] if part.startswith(">") else part.split(">")[0]
        picked = [one for one in chosen.split("<option ") if " selected" in one] or [chosen]
        keys.append(picked[0].split('value="')[1].split('"')[0])
    return keys


def test_papers_are_ticked_then_moved_and_taken_out_by_buttons(app, world: World) -> None:
    one, two, three = world.paper, other_paper(world), other_paper(world, "Shelters")
    client = as_(app, world.mair)

    first = client.get("/bundles").text
    assert 'href="/bundles"' in client.get("/papers").text
    assert all(f'value="paper:{pid}"' in first for pid in (one, two, three))
    chosen = "&".join(f"text=paper:{pid}" for pid in (one, two, three))
    assert order(client.get(f"/bundles?{chosen}").text) == [f"paper:{pid}" for pid in (one, two, three)]

    moved = client.get(f"/bundles?{chosen}&chosen=y&comments=y&down=1")
    assert moved.status_code == 303
    page = client.get(moved.headers["Location"]).text
    assert order(page) == [f"paper:{pid}" for pid in (two, one, three)]
    ticked = [box for box in re.findall(r'<input[^>]*type="checkbox"[^>]*>', page) if " checked" in box]
    assert [re.findall(r'name="(\w+)"', box) for box in ticked] == [["comments"]]
    up = client.get(f"/bundles?{chosen}&up=3").headers["Location"]
    assert order(client.get(up).text) == [f"paper:{pid}" for pid in (one, three, two)]
    out = client.get(f"/bundles?{chosen}&out=2").headers["Location"]
    assert order(client.get(out).text) == [f"paper:{pid}" for pid in (one, three)]
    again = client.get(f"/bundles?{chosen}&choose=y").text
    assert again.count(" checked") == 3
    before = f"before=paper:{three}&before=paper:{one}"
    assert f'name="before" value="paper:{three}"' in again
    more = client.get(f"/bundles?{before}&text=paper:{one}&text=paper:{two}&text=paper:{three}&next=y").text
    assert order(more) == [f"paper:{pid}" for pid in (three, one, two)]
    assert "Choose at least one paper." in client.get("/bundles?next=y").text
    assert "Choose at least one paper." not in first


@pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "html", "md", "txt", "json"])
def test_a_zip_holds_each_paper_in_order_in_any_format(app, world: World, ending: str) -> None:
    two = other_paper(world)
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    change(world, "2.1", "Quite other words.")
    client = as_(app, world.mair)

    answer = client.get(f"/bundles/{ending}?text=paper:{two}&text=edition:{edition}")

    assert answer.headers["Content-Type"] == "application/zip"
    assert "Papers-" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        names = file.namelist()
        assert names == [f"01-night-buses-gwyl-a-gwaith.{ending}", f"02-every-village-every-hour-draft-1.{ending}"]
        if ending in ("docx", "odt", "html", "txt"):
            found = read(file.read(names[1]), name=names[1])
            assert "Quite other words." not in str(found.blocks)
            assert "kept at home by a fare" in str(found.blocks)


def test_one_pdf_has_contents_every_paper_on_a_new_page_and_pages_counted_through(app, world: World) -> None:
    two = other_paper(world)
    comments.add_comment(world.owen, world.section("2.1"), body="Kept by whom?", quote="kept at home")

    data = (
        as_(app, world.mair).get(f"/bundles/one-pdf?text=paper:{two}&text=paper:{world.paper}&chosen=y&comments=y").data
    )

    pdf = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert "Contents" in pages[0]
    assert "Night buses: gŵyl a gwaith" in pages[0]
    assert pages[1].startswith("Night buses")
    second = next(place for place, page in enumerate(pages) if page.startswith("Every village, every hour"))
    assert f"Every village, every hour {'. ' * 5}" in pages[0]
    line = next(line for line in pages[0].splitlines() if line.startswith("Every village"))
    assert line.split()[-1] == str(second + 1)
    assert [page.split()[-3:] for page in pages] == [[str(n), "/", str(len(pages))] for n in range(1, len(pages) + 1)]
    assert "Kept by whom?" in pages[-1]
    tops = [one.get_title() for one in pdf.get_toc() if one.level == 0]
    assert tops == ["Night buses: gŵyl a gwaith", "Every village, every hour"]


def test_too_many_or_too_long_or_none_is_refused_with_a_sentence(app, world: World, monkeypatch) -> None:
    two = other_paper(world)
    client = as_(app, world.mair)
    both = f"text=paper:{two}&text=paper:{world.paper}"

    none = client.get("/bundles/docx")
    assert (none.status_code, "Choose at least one paper." in none.text) == (422, True)
    monkeypatch.setattr(exports, "MOST_TOGETHER", 1)
    many = client.get(f"/bundles/docx?{both}")
    assert (many.status_code, "At most 1 papers can go into one file." in many.text) == (422, True)
    assert "At most 1 papers can go into one file." in client.get(f"/bundles?{both}").text
    monkeypatch.setattr(exports, "MOST_TOGETHER", 40)
    monkeypatch.setattr(exports, "MOST_SIGNS", 700)
    long = client.get(f"/bundles/docx?{both}")
    assert (long.status_code, "too long for one file" in long.text) == (422, True)
    assert client.get(f"/bundles/docx?text=paper:{two}").status_code == 200


def test_nobody_bundles_what_they_may_not_see(app, world: World) -> None:
    two = other_paper(world)
    client = as_(app, world.joan)

    assert world.paper not in client.get("/bundles").text
    assert client.get(f"/bundles?text=paper:{two}").status_code == 200
    for wrong in (f"paper:{world.paper}", f"member:{world.joan.pid}", "paper:", two):
        assert client.get(f"/bundles/txt?text=paper:{two}&text={wrong}").status_code == 404
        assert client.get(f"/bundles?text={wrong}").status_code == 404
    assert client.get(f"/bundles/exe?text=paper:{two}").status_code == 404
    visitor = app.test_client().get("/bundles")
    assert visitor.status_code == 200
    assert two not in visitor.text
