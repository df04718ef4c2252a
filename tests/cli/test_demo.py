"""The demonstration: everything in it was made by commands, nothing is empty, and what is due lies ahead."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from policyhub import clock, db
from policyhub.cli.demonstrating import demonstrate
from policyhub.cli.stopping import Stop
from policyhub.config import Settings
from policyhub.db import Database
from policyhub.models import Ballot, Comment, Entry, Flag, Group, Import, Member, Motion, Paper, Response
from policyhub.permissions.actor import HOUSE, VISITOR, Actor
from policyhub.services import (
    consultations,
    council,
    demonstration,
    editions,
    finding,
    imports,
    log,
    motions,
    papers,
    sessions,
    work,
)
from policyhub.services import responses as response_service


@pytest.fixture(scope="module")
def played(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demonstration, played once for all processes of a run; the tests below only read it.

    On PostgreSQL it is played in make prove: it takes seconds, and its commands are tested on both.
    """
    kept = tmp_path_factory.getbasetemp().parent / "demonstration.sqlite"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            played = kept.with_suffix(".new")
            shutil.copy(sqlite_template, played)
            database = Database(f"sqlite:///{played}")
            assert demonstrate(settings_of(database, kept.parent), database, if_empty=False) == 0
            database.dispose()  # the last connection to close moves everything from the write-ahead log into the file
            played.rename(kept)
    path = tmp_path_factory.mktemp("demonstration") / "policyhub.sqlite"
    shutil.copy(kept, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def stage(played: Database) -> Iterator[Database]:
    """The demonstration, to be read in."""
    with ExitStack() as stack:
        stack.enter_context(db.using(played))
        stack.enter_context(played.reading())
        yield played


EMPTY = Settings(data_dir=Path(), database_url="sqlite://")


def settings_of(database: Database, folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=database.url.render_as_string(False), demo=True)


def person(first: str) -> Actor:
    found = sessions.find_actor_by_email(f"{first}@demo.example")
    assert found is not None
    return found


def counted(kind: type) -> int:
    return db.session().scalar(select(func.count()).select_from(kind)) or 0


def paper_called(title: str) -> Paper:
    return db.session().scalars(select(Paper).where(Paper.title == title)).one()


def test_there_are_a_council_three_policy_groups_four_branches_and_some_twenty_five_people(stage: Database) -> None:
    kinds = sorted(db.session().scalars(select(Group.kind)))
    assert kinds == ["branch"] * 4 + ["council"] + ["policy"] * 3
    assert 22 <= counted(Member) <= 30
    assert len([m for m in db.session().scalars(select(Member)) if m.password_hash]) == 0


def test_what_was_said_can_be_found(stage: Database, tmp_path: Path) -> None:
    settings = settings_of(stage, tmp_path)
    assert finding.reindex(settings) >= 8 + 3 + 3
    kinds = {hit.kind for hit in finding.search(person("owen"), "timetable", settings=settings)}
    assert kinds == {"section", "comment", "question", "answer", "motion"}


def test_the_people_whom_the_sign_in_page_offers_are_there_and_hold_what_it_says(stage: Database) -> None:
    offered = {actor.name: (actor, role) for actor, role in demonstration.list_people()}
    assert list(offered) == ["Mair Pugh", "Owen Rees", "Nasreen Akhtar", "Tom Ashworth", "Dilys Hopkin"]
    assert any(h.role == "convenor" and h.slug == "rural-transport" for h in offered["Mair Pugh"][0].held)
    assert offered["Nasreen Akhtar"][0].on_council
    assert any(h.role == "secretary" and h.kind == "branch" for h in offered["Tom Ashworth"][0].held)
    assert offered["Dilys Hopkin"][0].is_admin


def test_the_log_is_whole_and_tells_the_story_in_its_order(stage: Database) -> None:
    assert log.verify().whole
    moments = list(db.session().scalars(select(Entry.at).order_by(Entry.position)))
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()
    assert moments[-1] > clock.now() - timedelta(days=3)


def test_there_are_papers_in_every_state_and_one_in_welsh(stage: Database) -> None:
    states = {paper.state for paper in papers.list_papers(HOUSE)}
    assert states == {"drafting", "open_for_comment", "with_council", "adopted", "superseded", "withdrawn"}
    assert [paper.title for paper in papers.list_papers(HOUSE) if paper.lang == "cy"] == ["Dwy iaith, un gwasanaeth"]
    assert papers.list_papers(VISITOR)


def test_the_paper_on_villages_has_disputes_that_wait_for_every_kind_of_decision(stage: Database) -> None:
    found = council.list_disputes(HOUSE, paper=paper_called("Every village, every hour"))
    assert set(found) == {"vote", "resolve", "ballot", "options", "done"}
    vote = found["vote"][0]
    assert len(vote.options) == 3
    assert all(council.list_arguments(vote.flag).values())
    assert vote.entitled / 2 < vote.voted < vote.entitled
    assert vote.ballot is not None
    assert clock.now() < vote.ballot.closes_at < clock.now() + timedelta(days=2)
    assert found["resolve"][0].winner is not None
    assert {dispute.flag.state for dispute in found["done"]} == {"resolved", "withdrawn"}


def test_the_councils_queue_has_papers_of_two_groups(stage: Database) -> None:
    queue = council.list_disputes(person("nasreen"))
    groups = {d.flag.paper.group.name for disputes in queue.values() for d in disputes}
    assert {"Rural transport", "Homes"} <= groups


def test_the_paper_on_villages_has_versions_comments_agreements_and_two_editions(stage: Database) -> None:
    paper = paper_called("Every village, every hour")
    latest, first = editions.list_editions(HOUSE, paper)
    assert (latest.name, first.name) == ("Draft 2 for the council", "Draft 1 for the branches")
    since = editions.compare_sections(editions.list_sections(latest), editions.list_present(paper))
    assert {one.section.number for one in since if one.what == "changed"} >= {"2.4", "4.2", "6.1"}
    assert any(one.agreed for one in editions.list_sections(latest))
    comments = db.session().scalars(select(Comment)).all()
    assert {comment.state for comment in comments} == {"open", "resolved"}
    assert any(comment.thread_id is not None for comment in comments)


def test_a_response_is_half_answered_and_says_everything_that_stands_in_the_way(stage: Database) -> None:
    ours = db.session().scalars(select(Response).join(Response.group).where(Group.slug == "rural-transport")).one()
    standing = response_service.look(person("mair"), ours)
    assert len(standing.places) == 11
    assert 4 <= standing.answered <= 7
    in_the_way = {obstacle.what for place in standing.places for obstacle in place.obstacles}
    assert in_the_way == {"empty", "unfinished", "over_limit", "moved_on", "disputed"}
    kinds = {block.kind for place in standing.places for block in place.blocks}
    assert kinds == {"passage", "prose", "see"}
    assert any(block.adapted for place in standing.places for block in place.blocks)


def test_other_responses_are_finished_and_sent(stage: Database) -> None:
    assert {response.state for response in db.session().scalars(select(Response))} == {"drafting", "ready", "sent"}
    assert len(consultations.list_consultations(person("mair"))) == 3


def test_motions_are_drafted_ready_and_submitted(stage: Database) -> None:
    states = {motion.title: motion.state for motion in motions.list_motions(person("tom"))}
    assert sorted(states.values()) == ["drafting", "ready", "submitted"]
    for motion in db.session().scalars(select(Motion)):
        drawn = motions.look(HOUSE, motion)
        assert all(part.blocks for part in drawn.parts), motion.title
        assert not drawn.over


def test_an_import_waits_to_be_looked_over(stage: Database) -> None:
    states = [found.state for found in imports.list_imports(person("fiona"))]
    assert "ready" in states
    assert "kept" in states
    assert not list(db.session().scalars(select(Import).where(Import.state.in_(("refused", "waiting", "reading")))))


@pytest.mark.parametrize(
    ("first", "kinds"),
    [
        ("mair", {"answer", "options", "ballot"}),
        ("owen", {"answer", "reply"}),
        ("nasreen", {"vote", "resolve", "comment"}),
        ("tom", {"comment"}),
        ("dilys", {"comment"}),
    ],
)
def test_something_waits_for_everybody_who_can_be_tried(stage: Database, first: str, kinds: set[str]) -> None:
    tasks = work.list_tasks(person(first))
    assert kinds <= {task.kind for task in tasks}
    assert all(task.due > clock.now() for task in tasks if task.due is not None)


def test_no_date_of_a_thing_that_happened_lies_ahead(stage: Database) -> None:
    for kind, column in ((Paper, Paper.made_at), (Comment, Comment.made_at), (Flag, Flag.made_at)):
        latest = db.session().scalar(select(func.max(column)))
        assert latest is not None, kind
        assert latest <= clock.now()
    due = db.session().scalars(select(Ballot.closes_at).where(Ballot.state == "open")).all()
    assert due
    assert all(moment > clock.now() for moment in due)


def test_playing_it_again_is_refused_in_one_sentence_unless_asked_to_be_quiet(played: Database, tmp_path: Path) -> None:
    with db.using(played), played.reading():
        before = counted(Entry)
    with pytest.raises(Stop, match="There is an association here already") as refused:
        demonstrate(settings_of(played, tmp_path), played, if_empty=False)
    assert refused.value.code == 1
    assert demonstrate(settings_of(played, tmp_path), played, if_empty=True) == 0
    assert demonstrate(settings_of(played, tmp_path), played, if_empty=True) == 0
    with db.using(played), played.reading():
        assert counted(Entry) == before


@pytest.mark.parametrize("hour", [0, 2, 13, 23])
def test_whatever_the_hour_the_vote_ends_some_hours_from_now_and_nothing_happens_in_time_to_come(hour: int) -> None:
    from policyhub.cli.demo.stage import Stage

    now = datetime(2027, 3, 28, hour, 40, tzinfo=UTC)  # the clocks go forward on this day
    stage = Stage(EMPTY, Database("sqlite://"), now)
    assert timedelta(hours=2) < stage.this_evening() - now < timedelta(hours=27)
    assert stage.day(-1, "23:59") < now
    assert clock.local(stage.day(-1, "19:30")).strftime("%H.%M") == "19.30"
