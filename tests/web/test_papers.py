"""The page of a paper: fast whatever its size, the same for all who may do the same, nothing of it for strangers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from policyhub import clock
from policyhub.acts.planting import Seed
from policyhub.db import Database
from policyhub.services import agreements, ballots, comments, editions, flags, moving, papers, reading, sections
from tests.counting_statements import counting
from tests.web.signing_in import send, sign_in
from tests.world import World


def as_(app, who):
    client = app.test_client()
    sign_in(client, who)
    return client


def open_(world: World) -> str:
    papers.open_for_comment(world.mair, world.paper)
    world.fresh()
    return f"/papers/{world.paper}"


def busy(world: World) -> None:
    """Comments, a dispute in a ballot, agreed words, an edition: everything a page can show."""
    open_(world)
    for number in ("1.1", "2.2"):
        for remark in range(4):
            comments.add_comment(
                world.joan, world.section(number), body=f"Remark {remark}", quote="are paid" * (number == "2.2")
            )
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    world.fresh()
    flags.offer_option(world.mair, flag, label="For the young", replacement="free for the young")
    world.fresh()
    ballots.put_to_ballot(world.mair, flag, group="group", closes_at=clock.now() + timedelta(days=3))
    placed = world.sections()["2.1"]
    agreements.call_agreed(world.mair, placed.pid, version_pid=placed.version_pid, reason="In May")
    editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    world.fresh()


def test_the_page_shows_words_numbers_references_notes_and_states(app, world: World) -> None:
    busy(world)
    page = as_(app, world.joan).get(f"/papers/{world.paper}").text
    assert f'href="#section-{world.section("2.1")}" data-stored="2.1">2.1</a>' in page
    assert f'id="note-{world.section("1.2")}-1"' in page
    assert '<mark class="disputed">free for every resident</mark>' in page
    assert "For whom?" in page
    assert "called by Mair Pugh" in page
    assert "What changed since “Draft 1”" in page
    assert "2 more comments" in page
    assert page.count("<h1") == 1


def test_the_page_takes_at_most_twelve_queries_whatever_its_size(app, world: World, database: Database) -> None:
    busy(world)
    head = Seed("heading", heading="Much")
    seeds = [
        head,
        *(
            Seed("clause", body=f"Clause {n}[^1].", parent=head.pid, notes=[{"id": "1", "mark": "1", "text": "N"}])
            for n in range(60)
        ),
    ]
    large = papers.start_paper(world.mair, world.group, title="Large", seeds=seeds)
    for who in (world.joan, world.mair):
        client = as_(app, who)
        for paper in (world.paper, large):
            if paper == large and who is world.joan:
                continue
            for _view in ("first", "second"):
                with counting(database) as counted:
                    assert client.get(f"/papers/{paper}").status_code == 200
                assert len(counted.statements) <= 12, "\n".join(counted.statements)
                assert counted.commits == 0


def test_after_one_comment_only_its_section_is_made_again(app, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    open_(world)
    client = as_(app, world.joan)
    client.get(f"/papers/{world.paper}")
    made: list[list[str]] = []
    whole = reading.list_contents
    monkeypatch.setattr(
        reading, "list_contents", lambda who, placed: made.append([p.name for p in placed]) or whole(who, placed)
    )
    client.get(f"/papers/{world.paper}")
    comments.add_comment(world.owen, world.section("2.1"), body="A new remark")
    page = client.get(f"/papers/{world.paper}").text
    assert "A new remark" in page
    assert made == [["2.1"]]


def test_a_renumbered_section_changes_what_refers_to_it_and_nothing_else(app, world: World, monkeypatch) -> None:
    open_(world)
    client = as_(app, world.joan)
    client.get(f"/papers/{world.paper}")
    made: list[set[str]] = []
    whole = reading.list_contents
    monkeypatch.setattr(
        reading, "list_contents", lambda who, placed: made.append({p.name for p in placed}) or whole(who, placed)
    )
    moving.move_section(world.mair, world.section("2.1"), way="down")
    page = client.get(f"/papers/{world.paper}").text
    assert 'data-stored="2.1">2.2</a>' in page
    assert made == [{"1.2", "2.1", "2.2"}]


def test_readers_of_one_kind_share_a_page_and_others_get_their_own(app, world: World) -> None:
    busy(world)
    url = f"/papers/{world.paper}"
    convenor, fellow, member = (as_(app, who).get(url).text for who in (world.mair, world.owen, world.joan))
    assert "data-edit-url" in convenor
    assert "data-edit-url" not in fellow
    assert member.partition("<main")[2].partition("</main>")[0] == fellow.partition("<main")[2].partition("</main>")[0]
    papers.send_to_council(world.mair, world.paper)
    reader = as_(app, world.joan).get(url).text
    assert "Remark 0" in reader
    assert 'class="act"' not in reader


def test_visitors_read_adopted_papers_without_comments_and_names(app, world: World) -> None:
    url = open_(world)
    comments.add_comment(world.joan, world.section("1.1"), body="Not for everybody")
    placed = world.sections()["2.1"]
    agreements.call_agreed(world.mair, placed.pid, version_pid=placed.version_pid, reason="In May")
    visitor = app.test_client()
    assert visitor.get(url).status_code == 404
    papers.send_to_council(world.mair, world.paper)
    papers.adopt_paper(world.nasreen, world.paper)
    page = visitor.get(url)
    assert page.status_code == 200
    for secret in ("Not for everybody", "Mair", "Owen", 'class="act"', "/sections/"):
        assert secret not in page.text.partition("<main")[2], secret
    assert "by the group, " in page.text


def test_a_draft_of_another_group_answers_as_if_it_were_not_there(app, world: World) -> None:
    client = as_(app, world.joan)
    hidden, missing = client.get(f"/papers/{world.paper}"), client.get("/papers/aaaaaaaaaaaa")
    assert (hidden.status_code, hidden.data.replace(world.paper.encode(), b"aaaaaaaaaaaa")) == (404, missing.data) or (
        hidden.status_code == missing.status_code == 404
    )


def test_an_empty_paper_a_welsh_one_and_one_with_very_long_headings_have_pages(app, world: World) -> None:
    client = as_(app, world.mair)
    deep = [Seed("heading", heading="x" * 500)]
    for _level in range(5):
        deep.append(Seed("heading", heading="Lefel", parent=deep[-1].pid))
    loose = [
        Seed("clause", body=""),
        Seed("clause", body="Geiriau."),
        Seed("heading", heading="Diwedd", numbered=False),
    ]
    welsh = papers.start_paper(world.mair, world.group, title="Pob pentref", lang="cy", seeds=[*loose, *deep])
    page = client.get(f"/papers/{welsh}").text
    assert '<h1 lang="cy">Pob pentref</h1>' in page
    assert 'aria-level="6"' in page
    assert page.count("<section") == page.count("</section>")
    assert page.count("<ol>") == page.count("</ol>") - page.count("<ol ")
    empty = papers.start_paper(world.mair, world.group, title="Empty", seeds=[Seed("clause", body="Gone.")])
    moving.take_out_section(world.mair, world_section(empty, world))
    page = client.get(f"/papers/{empty}").text
    assert "Nothing is written here yet." in page
    assert "Write the first section" in page


def world_section(paper: str, world: World) -> str:
    world.fresh()
    known = world.paper
    world.paper = paper
    pid = next(iter(world.sections().values())).pid
    world.paper = known
    return pid


def test_the_list_is_by_group_and_can_be_kept_to_one(app, world: World) -> None:
    client = as_(app, world.mair)
    assert "Start a paper" in client.get("/papers").text
    assert "0 of 7 sections agreed" in client.get("/papers?group=rural-transport").text
    stranger = as_(app, world.joan).get("/papers").text
    assert "Every village" not in stranger
    assert "Start a paper" not in stranger
    assert app.test_client().get("/papers?group=nonsense").status_code == 200


def test_a_convenor_starts_a_paper(app, world: World) -> None:
    client = as_(app, world.mair)
    answer = send(client, "/papers/new", "/papers/new", group=world.group, title="A new one", lang="cy")
    assert answer.status_code == 303
    assert "A new one" in client.get(answer.location).text
    refused = send(client, "/papers/new", "/papers/new", group=world.group, title=" ", lang="cy", subtitle="Kept words")
    assert refused.status_code == 422
    assert "Kept words" in refused.text


def test_a_paper_goes_from_state_to_state(app, world: World) -> None:
    convenor, council = as_(app, world.mair), as_(app, world.nasreen)
    state = f"/papers/{world.paper}/state"
    past = send(convenor, state, f"/papers/{world.paper}/open", until="2020-01-01")
    assert past.status_code == 422
    assert "That day has passed" in past.text
    assert send(convenor, state, f"/papers/{world.paper}/open", until="").status_code == 303
    assert send(convenor, state, f"/papers/{world.paper}/send").status_code == 303
    flag = flags.raise_flag(world.owen, world.section("2.1"), question="Needed?")
    world.fresh()
    assert "must be settled" in council.get(state).text
    assert send(council, state, f"/papers/{world.paper}/adopt").status_code == 422
    flags.withdraw_flag(world.mair, flag, reason="Settled among us")
    assert send(convenor, state, f"/papers/{world.paper}/take-back").status_code == 303
    world.fresh()
    assert world.the_paper().state == "drafting"


def test_all_undisputed_sections_are_called_agreed_from_one_page(app, world: World) -> None:
    client = as_(app, world.mair)
    url = f"/papers/{world.paper}/agree"
    page = client.get(url).text
    seen = re.findall(r'name="versions" value="(\w+)" checked', page)
    assert len(seen) == 7
    refused = send(client, url, url, versions=seen[1:], reason="")
    assert refused.status_code == 422
    assert re.findall(r'name="versions" value="(\w+)" checked', refused.text) == seen[1:]
    assert send(client, url, url, versions=[], reason="In May").status_code == 422
    assert send(client, url, url, versions=seen[1:], reason="In May").status_code == 303
    assert "6 of 7 sections agreed" in client.get(f"/papers/{world.paper}").text
    assert send(client, url, url, versions=seen, reason="In June").status_code == 303
    assert "7 of 7 sections agreed" in client.get(f"/papers/{world.paper}").text


def test_whoever_goes_by_keyboard_can_skip_the_contents_too(app, world: World) -> None:
    client = as_(app, world.mair)
    page = client.get(f"/papers/{world.paper}").text
    assert '<a class="skip" href="#text">' in page
    assert page.index('id="outline') < page.index('id="text"') < page.index("<h1")
    assert '<a class="skip" href="#main">' in client.get("/papers").text


def test_a_section_with_an_open_comment_is_not_ticked_by_itself(app, world: World) -> None:
    comments.add_comment(world.owen, world.section("2.2"), body="For whom?")
    settled = comments.add_comment(world.owen, world.section("1.2"), body="Whose?")
    comments.resolve_comment(world.mair, settled)
    page = as_(app, world.mair).get(f"/papers/{world.paper}/agree").text
    unticked = re.findall(r'name="versions" value="\w+">.*?</label>', page)
    assert len(unticked) == 1
    assert "<b>1 open comment</b>" in unticked[0]


def test_what_was_taken_out_is_brought_back_from_the_history(app, world: World) -> None:
    client = as_(app, world.mair)
    pid = world.section("2")
    assert send(client, f"/sections/{pid}/place", f"/sections/{pid}/take-out").status_code == 303
    history = f"/papers/{world.paper}/history"
    assert "Fares" in client.get(history).text
    assert send(client, history, f"/papers/{world.paper}/bring-back/{pid}").status_code == 303
    assert world.section("2") == pid


def test_an_edit_shows_in_the_history_of_the_paper(app, world: World) -> None:
    placed = world.sections()["2.1"]
    sections.edit_section(
        world.mair, placed.pid, base_pid=placed.version_pid, heading="", text="Other words.", reason="Plainer"
    )
    page = as_(app, world.owen).get(f"/papers/{world.paper}/history").text
    assert "Plainer" in page
    assert "Four in ten" not in page
