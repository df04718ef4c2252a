"""The moment at which a ballot closes, with people still voting and the worker counting."""

from __future__ import annotations

import threading
from datetime import timedelta

from sqlalchemy import func, select

from policyhub import clock, db
from policyhub.db import Database
from policyhub.models import Ballot, Receipt, RollMark, SecretVote, Vote
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.services import ballots, flags, papers, secret_ballots
from policyhub.services.refusals import Refused
from tests.world import World


def test_a_vote_at_the_moment_of_closing_is_counted_or_refused_and_never_lost(world: World, database: Database) -> None:
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, flag, label="The young first", replacement="free for everyone under 25")
    papers.send_to_council(world.mair, world.paper)
    pid = ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(milliseconds=900))
    world.fresh()
    options = [option.pid for option in load(db.session(), Ballot, HOUSE, pid).flag.options]
    acknowledged: dict[str, int] = {"nasreen": 0, "callum": 0}
    refused: list[str] = []
    start = threading.Barrier(3)

    def voter(name: str, who: Actor) -> None:
        with db.using(database):
            start.wait()
            while not refused.count(name):
                try:
                    ballots.cast_vote(who, pid, choice=options[1])
                    acknowledged[name] += 1
                except Refused:
                    refused.append(name)

    def counter() -> None:
        with db.using(database):
            start.wait()
            for _ in range(10_000):
                try:
                    ballots.close_ballot(HOUSE, pid)
                    return
                except Refused:
                    continue

    threads = [
        threading.Thread(target=voter, args=("nasreen", world.nasreen)),
        threading.Thread(target=voter, args=("callum", world.callum)),
        threading.Thread(target=counter),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    voters = sum(1 for number in acknowledged.values() if number)
    assert sorted(refused) == ["callum", "nasreen"]
    world.fresh()
    ballot = load(db.session(), Ballot, HOUSE, pid)
    assert ballot.tally is not None
    assert ballot.tally["count"]["counts"][1] == [options[1], voters]
    assert db.session().scalar(select(func.count()).select_from(Vote)) == voters


def test_of_secret_votes_that_one_member_sends_at_the_same_moment_one_is_taken(
    world: World, database: Database
) -> None:
    flag = flags.raise_flag(world.owen, world.section("2.2"), question="For whom?", quote="free for every resident")
    flags.offer_option(world.mair, flag, label="The young first", replacement="free for everyone under 25")
    papers.send_to_council(world.mair, world.paper)
    pid = ballots.put_to_ballot(world.mair, flag, closes_at=clock.now() + timedelta(days=1), secret=True)
    start = threading.Barrier(6)
    done: list[str] = []

    def vote() -> None:
        with db.using(database):
            start.wait()
            try:
                secret_ballots.cast_secret_vote(world.nasreen, pid, choice=ballots.ABSTAIN)
                done.append("taken")
            except Refused as refusal:
                done.append(refusal.sentence)

    threads = [threading.Thread(target=vote) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    world.fresh()
    assert sorted(done) == sorted(["taken", *["You have voted. Your vote is in the box and cannot be changed."] * 5])
    counts = [db.session().scalar(select(func.count()).select_from(table)) for table in (RollMark, SecretVote, Receipt)]
    assert counts == [1, 1, 1]
