"""The tree of a paper: sections added, moved, taken out and brought back. Renumbering changes no agreed words."""

from __future__ import annotations

from sqlalchemy import or_, select

from policyhub.acts import papers as tree
from policyhub.acts import placing, texts
from policyhub.models import Flag, Paper, Section, Text
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

KINDS = ("clause", "heading", "appendix")
WAYS = ("up", "down", "in", "out")
DEEPEST = 6


@command(Right.EDIT_SECTION, on=Paper)
def add_section(
    work: Work,
    paper: Paper,
    *,
    kind: str,
    heading: str = "",
    body: str = "",
    after_pid: str | None = None,
    under_pid: str | None = None,
) -> str:
    """Add a section after another, as the last one under another, or at the end; returns the new section's public id.

    Refused without a heading (or, for a clause, without words), and deeper than six levels.
    """
    heading = " ".join(heading.split())
    body = body.replace("\r\n", "\n").strip().replace("{ref:", "\\{ref:")
    if kind not in KINDS:
        raise Refused(N_("Choose what the section is."), field="kind")
    if len(heading) > 500:
        raise Refused(N_("Type a heading of up to 500 characters."), field="heading")
    if kind != "clause" and not heading:
        raise Refused(N_("Type its heading."), field="heading")
    if kind == "clause" and not heading and not body:
        raise Refused(N_("Write the section before you add it."), field="body")
    revision = tree.raise_revision(work.session, paper)
    sections = placing.sections_of(work.session, paper)
    beside = _standing(work, sections, after_pid)
    under = _standing(work, sections, under_pid)
    parent_id = under.text_id if under else beside.parent_id if beside and kind != "appendix" else None
    if _depth(sections, parent_id) >= DEEPEST:
        raise Refused(N_("A paper has at most six levels. Put the section higher up."))
    text = texts.make_text(
        work.session,
        "section",
        lang=paper.lang,
        heading=heading or None,
        body=body,
        notes=[],
        author_id=work.member_id,
        at=work.at,
        origin="edit",
        reason="",
    )
    section = Section(text_id=text.id, paper_id=paper.id, kind=kind, parent_id=parent_id, rank=0)
    siblings = placing.children_of(sections, parent_id)
    at = siblings.index(beside) + 1 if beside in siblings else len(siblings)
    if parent_id is None and kind != "appendix" and beside is None:
        at = next((i for i, s in enumerate(siblings) if s.kind == "appendix"), len(siblings))
    work.session.add(section)
    siblings.insert(at, section)
    placing.put_in_order(work.session, {parent_id: siblings}, revision=revision)
    work.record("add_section", "section", text.id, paper=paper.id)
    return text.pid


@command(Right.EDIT_SECTION, on=Section)
def move_section(work: Work, section: Section, *, way: str) -> str:
    """Move a section up or down among its neighbours, in under the one before it, or out after the one it stands under.

    An own number stays with the place, not with the section. Refused when there is nowhere to go.
    """
    paper = section.paper
    if way not in WAYS:
        raise Refused(N_("Choose where the section goes."))
    revision = tree.raise_revision(work.session, paper)
    sections = placing.sections_of(work.session, paper)
    siblings = placing.children_of(sections, section.parent_id)
    at = siblings.index(section)
    orders: dict[int | None, list[Section]] = {}
    if way in ("up", "down"):
        to = at - 1 if way == "up" else at + 1
        if not 0 <= to < len(siblings):
            raise Refused(
                N_("It is the first one here already.") if way == "up" else N_("It is the last one here already.")
            )
        other = siblings[to]
        section.own_number, other.own_number = other.own_number, section.own_number
        siblings[at], siblings[to] = other, section
        orders[section.parent_id] = siblings
    elif way == "in":
        if at == 0:
            raise Refused(N_("There is no section before it that it could stand under."))
        above = siblings[at - 1]
        height = max(_depth(placing.below(sections, section), s.text_id) for s in placing.below(sections, section))
        if _depth(sections, above.text_id) + height > DEEPEST:
            raise Refused(N_("A paper has at most six levels."))
        section.own_number = None
        orders[section.parent_id] = [s for s in siblings if s is not section]
        orders[above.text_id] = [*placing.children_of(sections, above.text_id), section]
    else:
        parent = next((s for s in sections if s.text_id == section.parent_id), None)
        if parent is None:
            raise Refused(N_("It stands at the top already."))
        section.own_number = None
        around = placing.children_of(sections, parent.parent_id)
        around.insert(around.index(parent) + 1, section)
        orders[parent.text_id] = [s for s in siblings if s is not section]
        orders[parent.parent_id] = around
    placing.put_in_order(work.session, orders, revision=revision)
    work.record("move_section", "section", section.text_id, way=way)
    return section.text.pid


@command(Right.EDIT_SECTION, on=Section)
def take_out_section(work: Work, section: Section) -> str:
    """Take a section and what stands under it out of its paper; it can be brought back. Returns the paper's public id.

    Refused while a dispute is open in any of it.
    """
    paper = section.paper
    revision = tree.raise_revision(work.session, paper)
    sections = placing.sections_of(work.session, paper)
    gone = [s for s in placing.below(sections, section) if s.hidden_at is None]
    ids = [s.text_id for s in gone]
    disputed = select(Flag.id).where(
        or_(Flag.stands_at_id.in_(ids), Flag.about_id.in_(ids)), Flag.state.in_(("open", "in_ballot"))
    )
    if work.session.scalars(disputed).first():
        raise Refused(N_("A dispute is open in this section. Settle or withdraw it first."))
    siblings = placing.children_of(sections, section.parent_id)
    at = siblings.index(section)
    if section.own_number and at + 1 < len(siblings) and siblings[at + 1].own_number is None:
        siblings[at + 1].own_number = section.own_number  # a paper that starts at 8 still does
    for one in gone:
        one.hidden_at = work.at
    siblings.remove(section)
    placing.put_in_order(work.session, {section.parent_id: siblings}, revision=revision, also=gone)
    work.record("take_out_section", "section", section.text_id, sections=len(gone))
    return paper.pid


@command(Right.EDIT_SECTION, on=Paper)
def bring_back_section(work: Work, paper: Paper, *, section_pid: str) -> str:
    """Put a section that was taken out back into its place, with what was taken out together with it."""
    revision = tree.raise_revision(work.session, paper)
    sections = placing.sections_of(work.session, paper)
    text_id = work.session.scalars(select(Text.id).where(Text.pid == section_pid)).first()
    section = next((s for s in sections if s.text_id == text_id), None)
    if section is None:
        raise NotFound
    if section.hidden_at is None:
        raise Refused(N_("The section is back already."))
    parent = next((s for s in sections if s.text_id == section.parent_id), None)
    if parent is not None and parent.hidden_at is not None:
        raise Refused(N_("It stood under a section that was taken out too. Bring that one back first."))
    taken_out_at = section.hidden_at
    back = [s for s in placing.below(sections, section) if s.hidden_at == taken_out_at]
    siblings = placing.children_of(sections, section.parent_id)
    if any(s.own_number and s.own_number == section.own_number for s in siblings):
        section.own_number = None
    siblings.insert(min(section.rank - 1, len(siblings)), section)
    for one in back:
        one.hidden_at = None
    placing.put_in_order(work.session, {section.parent_id: siblings}, revision=revision, also=back)
    work.record("bring_back_section", "section", section.text_id, sections=len(back))
    return section_pid


def _standing(work: Work, sections: list[Section], pid: str | None) -> Section | None:
    if not pid:
        return None
    text_id = work.session.scalars(select(Text.id).where(Text.pid == pid)).first()
    found = next((s for s in sections if s.text_id == text_id and s.hidden_at is None), None)
    if found is None:
        raise Refused(N_("The section beside which you wanted to add one is not there any more. Open the paper again."))
    return found


def _depth(sections: list[Section], text_id: int | None) -> int:
    """How deep a section stands: 1 at the top, 0 for no section."""
    parents = {s.text_id: s.parent_id for s in sections}
    depth = 0
    while text_id is not None and text_id in parents:
        depth += 1
        text_id = parents[text_id]
    return depth
