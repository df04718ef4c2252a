"""Papers, responses and motions as plain data: what stands in them, where it comes from and how it was agreed."""

from __future__ import annotations

from policyhub import db
from policyhub.models import Motion, Paper, Response
from policyhub.permissions.actor import HOUSE, VISITOR
from policyhub.permissions.visible import load
from policyhub.services import blocks, comments, exports, flags, motions
from tests.services.assembling import agree, change, start
from tests.world import World


def described(world: World, kind: type, pid: str, who=HOUSE) -> dict:
    world.fresh()
    return exports.describe(who, load(db.session(), kind, HOUSE, pid))


def test_a_paper_is_described_with_every_version_and_agreement(world: World) -> None:
    agree(world, "2.1")
    change(world, "2.1", "Nobody should be kept at home.")
    flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")
    said = comments.add_comment(world.owen, world.section("2.1"), body="By whom?", quote="kept at home")
    comments.reply_to_comment(world.mair, said, body="By the fare.")

    found = described(world, Paper, world.paper)

    by_number = {one["number"]: one for one in found["sections"]}
    assert by_number["2.1"]["text"] == "Nobody should be kept at home."
    assert by_number["2.1"]["parent_id"] == by_number["2"]["id"]
    assert by_number["1.2"]["text"].startswith("This paper asks for a bus within a walk[^1] of every door")
    assert found["notes"] == [
        {"id": "n1", "mark": "1", "text": "A walk of ten minutes.", "section": "1.2", "question": None,
         "after": "within a walk", "sure": True}
    ]  # fmt: skip
    assert found["references"] == [{"section": "1.2", "note": None, "text": "2.1.", "target": "2.1"}]
    assert [(one["section"], one["quote"]) for one in found["flags"]] == [("2.2", "free for every resident")]
    first, answer = found["comments"]
    assert (first["author"], first["quote"], answer["reply_to"]) == ("Owen Rees", "kept at home", first["id"])
    versions = [one for one in found["versions"] if one["section"] == "2.1"]
    assert [(one["ordinal"], one["current"]) for one in versions] == [(1, False), (2, True)]
    (agreement,) = found["agreements"]
    assert (agreement["version"], agreement["by"]) == (versions[0]["id"], "call")
    assert agreement["ended_at"]
    assert described(world, Paper, world.paper, VISITOR)["comments"] == []


def test_a_response_and_a_motion_say_what_they_are_pinned_to(world: World) -> None:
    agree(world, "1.2")
    response, (first, second, _third) = start(world)
    blocks.insert_passage(world.mair, first, section=world.section("1.2"))
    blocks.add_prose(world.mair, second, body="Nothing at all.")
    motion = motions.start_motion(world.tom, world.branch, title="Buses for Arfon", mover="Tom Ashworth")
    world.fresh()
    parts = [drawn.pid for drawn in motions.look(HOUSE, load(db.session(), Motion, HOUSE, motion)).parts]
    blocks.add_point(world.tom, parts[2], body="To write")

    answered = described(world, Response, response)
    moved = described(world, Motion, motion)

    assert answered["questions"][0]["answer"][0].startswith("This paper asks for a bus within a walk[^1]")
    assert [one["answer"] for one in answered["questions"][1:]] == [["Nothing at all."], []]
    assert [(one["mark"], one["question"]) for one in answered["notes"]] == [("1", "1")]
    assert [(one["section"], one["ordinal"]) for one in answered["versions"]] == [("1.2", 1)]
    assert [one["by"] for one in answered["agreements"]] == ["call"]
    assert moved["motion"] == {"title": "Buses for Arfon", "notes": [], "believes": [], "resolves": ["To write"],
                               "mover": "Tom Ashworth", "seconder": None}  # fmt: skip
    assert (moved["kind"], moved["questions"], moved["versions"]) == ("motion", [], [])
