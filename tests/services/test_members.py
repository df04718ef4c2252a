"""Members, groups and memberships are added, refused and forbidden as they should be."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Group
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import members, sessions
from policyhub.services.refusals import Forbidden, Refused


def group(world, pid) -> Group:
    world.fresh()
    return load(db.session(), Group, HOUSE, pid)


def test_a_member_is_added_and_found_by_address_in_any_case(world):
    pid = members.add_member(world.dilys, name="  Siân   Ellis ", email="Sian@Example.org")
    world.fresh()
    found = sessions.find_actor_by_email("SIAN@example.ORG")
    assert found is not None
    assert (found.pid, found.name) == (pid, "Siân Ellis")


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("", "a@example.org"),
        ("A" * 201, "a@example.org"),
        ("A", "no address"),
        ("A", "a@b@c.org"),
        ("A", "a@example.org\nBcc: x@y.z"),
    ],
)
def test_a_member_without_name_or_address_is_refused(world, name, email):
    with pytest.raises(Refused):
        members.add_member(world.dilys, name=name, email=email)


@pytest.mark.parametrize("who", ["mair", "owen", "nasreen", "tom", "joan", "visitor"])
def test_only_an_administrator_looks_after_members_and_groups(world, who):
    actor = getattr(world, who)
    with pytest.raises(Forbidden):
        members.add_member(actor, name="A", email="a@example.org")
    with pytest.raises(Forbidden):
        members.add_group(actor, name="A", slug="a", kind="policy")
    with pytest.raises(Forbidden):
        members.set_password(actor, email="mair@example.org", password_hash="x")


def test_there_is_one_council(world):
    with pytest.raises(Refused, match="already"):
        members.add_group(world.dilys, name="Another", slug="another", kind="council")


@pytest.mark.parametrize(("slug", "kind"), [("Has Capitals", "policy"), ("rural-transport", "policy"), ("ok", "club")])
def test_a_group_needs_a_short_name_of_its_own_and_a_kind(world, slug, kind):
    with pytest.raises(Refused):
        members.add_group(world.dilys, name="A", slug=slug, kind=kind)


def test_a_new_role_ends_the_earlier_one(world):
    members.add_membership(world.dilys, world.group, member_pid=world.owen.pid, role="convenor")
    roles = {m.member.name: m.role for m in members.list_memberships(group(world, world.group))}
    assert roles["Owen Rees"] == "convenor"
    assert len(roles) == 2


def test_a_role_that_a_group_does_not_have_is_refused(world):
    with pytest.raises(Refused):
        members.add_membership(world.dilys, world.branch, member_pid=world.owen.pid, role="convenor")


def test_a_membership_that_ended_gives_no_rights(world):
    members.end_membership(world.dilys, world.group, member_pid=world.mair.pid)
    world.fresh()
    mair = sessions.find_actor_by_pid(world.mair.pid)
    assert mair is not None
    assert mair.held == ()


def test_ending_what_there_is_not_is_refused(world):
    with pytest.raises(Refused):
        members.end_membership(world.dilys, world.group, member_pid=world.joan.pid)


def test_a_group_is_found_by_its_short_name(world):
    assert members.get_group("arfon").name == "Arfon branch"
    with pytest.raises(NotFound):
        members.get_group("nowhere")


def test_visitors_see_no_members(world):
    assert members.list_members(world.visitor) == ()
    assert len(members.list_members(world.joan)) == 7
