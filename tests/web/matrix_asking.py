"""How every route is asked: the values in its address and a form that is in order, by endpoint."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.web.matrix_world import Things
from tests.writers.templates import made_template


@dataclass(frozen=True)
class Ask:
    """The values in a route's address, and its form. ``refused``: a plain sentence is the right answer."""

    values: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    refused: bool = False


Builder = Callable[[Things, str], Ask]


def _by(name: str, /, **form: Any) -> Builder:
    """A route whose address has the public id of one thing: of the role's own, if each has one of its own."""
    return lambda things, role: Ask({"pid": things.ids.get(f"{name} by {role}", things[name])}, form)


def _plain(**form: Any) -> Builder:
    return lambda things, role: Ask({}, form)


def _vote(things: Things, role: str) -> Ask:
    ballot = "ballot of the council" if role == "council" and "ballot of the council" in things.ids else "ballot"
    elector = role in ("fellow", "convenor", "council")  # whoever else may vote in some ballot is told: not in this one
    return Ask({"pid": things[ballot]}, {"choice": things[f"choice in the {ballot}"]}, refused=not elector)


def _option(**form: str) -> Builder:
    return lambda things, role: Ask({"pid": things["dispute"], "option": things["option"]}, form)


def _upload(things: Things, role: str) -> Ask:
    file = (io.BytesIO(b"1. Purpose\n\n1.1. A bus for everybody.\n"), "buses.txt")
    return Ask({}, {"group": _group_of(things, role), "file": file})


def _over(**form: Any) -> Builder:
    """A route about an import and the paper that has its text already."""
    return lambda things, role: Ask({"pid": things["import"], "paper": things["underlay"]}, form)


def _group_of(things: Things, role: str) -> str:
    return things["branch" if role == "secretary" else "group"]


def _question(**form: str) -> Builder:
    return lambda things, role: Ask({"pid": things["fresh"], "question": things["last question"]}, form)


def _block(text: str, name: str = "block", /, **form: str) -> Builder:
    return lambda things, role: Ask({"pid": things[text], "block": things[name]}, form)


def _change(text: str) -> Builder:
    return lambda things, role: Ask(
        {"pid": things[text], "block": things["block"]}, {"body": "Put otherwise.", "base": things["base"]}
    )


def _insert(text: str) -> Builder:
    return lambda things, role: Ask(
        {"pid": things[text]}, {"section": things["section"], "version": things["version"], "quote": ""}
    )


def _file(name: str) -> Builder:
    return lambda things, role: Ask({"pid": things[name], "format": "txt"})


REASON = "Nobody objected."
NEXT_WEEK = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
CLOSES = {
    "closes_at": NEXT_WEEK,
    "time": "17:00",
    "group": "group",
    "majority": "most",
    "quorum": "1",
    "secret": "named",
}

BUILDERS: dict[str, Builder] = {
    "static": lambda things, role: Ask({"filename": "css/base.css"}),
    "account.sign_in": _plain(),
    "account.sign_in_with_password": _plain(email="joan@example.org", password="a long enough password"),
    "account.sign_in_as": lambda things, role: Ask({}, {"as": things.world.joan.pid}),
    "account.sign_out": _plain(),
    "account.set_language": _plain(lang="cy", next="/help"),
    "account.show": _plain(),
    "pages.help": _plain(),
    "pages.accessibility": _plain(),
    "pages.your_data": _plain(),
    "pages.health": _plain(),
    "search.show": _plain(),
    "work.show": _plain(),
    "groups.index": _plain(),
    "groups.show": lambda things, role: Ask({"slug": "arfon"}),
    "council.index": _plain(),
    # papers
    "papers.index": _plain(),
    "papers.new": _plain(),
    "papers.start": lambda things, role: Ask({}, {"group": things["group"], "title": "Night buses", "lang": "en-GB"}),
    "papers.show": _by("paper"),
    "papers.state": _by("paper"),
    "papers.open_for_comment": _by("paper"),
    "papers.send_to_council": _by("paper"),
    "papers.take_back": _by("paper"),
    "papers.adopt": _by("calm"),
    "papers.agree": _by("calm"),
    "papers.call_all_agreed": lambda things, role: Ask(
        {"pid": things["calm"]}, {"versions": things["versions of calm"].split(), "reason": REASON}
    ),
    "papers.history_of": _by("paper"),
    "papers.bring_back": lambda things, role: Ask({"pid": things["paper"], "section": things["taken out"]}),
    # sections
    "sections.show": _by("section"),
    "sections.history_of": _by("section"),
    "sections.compare": _by("section"),
    "sections.edit": _by("section"),
    "sections.save": lambda things, role: Ask(
        {"pid": things["section"]}, {"base": things["version"], "heading": "", "text": "New words.", "reason": REASON}
    ),
    "sections.agree": _by("section"),
    "sections.call_agreed": lambda things, role: Ask(
        {"pid": things["section"]}, {"version": things["version"], "reason": REASON}
    ),
    "places.new": _by("paper"),
    "places.add": _by("paper", kind="clause", body="One more thing."),
    "places.show": _by("section"),
    "places.move": _by("section", way="down"),
    "places.take_out": _by("section"),
    "editions.index": _by("paper"),
    "editions.freeze": _by("paper", name="Draft 2"),
    "editions.show": _by("edition"),
    "editions.changes": _by("edition"),
    # what is said
    "comments.new": _by("section"),
    "comments.add": _by("section", body="I agree."),
    "comments.show": _by("comment"),
    "comments.reply": _by("comment", body="So do I."),
    "comments.resolve": _by("comment"),
    "comments.reopen": _by("settled"),
    "comments.change": _by("said"),
    "comments.save_change": _by("said", body="Which count was it?"),
    "comments.take_back": _by("said"),
    "comments.put_back": _by("taken back"),
    "drafts.keep": lambda things, role: Ask({"kind": "comment", "pid": things["section"]}, {"body": "I am not"}),
    # disputes
    "flags.index": _by("paper"),
    "flags.show": _by("dispute"),
    "flags.new": _by("section"),
    "flags.raise_flag": _by("section", question="Half of whom?"),
    "flags.argue": _by("dispute"),
    "flags.add_argument": _by("dispute", side="for", body="It works elsewhere."),
    "flags.words": _by("dispute"),
    "flags.choose_words": lambda things, role: Ask(
        {"pid": things["bare"]}, {"section_pid": things["section"], "quote": "last bus"}
    ),
    "flags.new_option": _by("dispute"),
    "flags.offer_option": _by("dispute", label="A third way", replacement="quite other words"),
    "flags.edit_option": _option(),
    "flags.change_option": _option(label="Renamed", replacement="still other words"),
    "flags.remove_option": _option(),
    "flags.withdraw": _by("dispute"),
    "flags.withdraw_flag": _by("dispute", reason=REASON),
    "ballots.new": _by("dispute"),
    "ballots.put_to_ballot": _by("dispute", **CLOSES),
    "ballots.cast_vote": _vote,
    "ballots.cast_secret_vote": lambda things, role: Ask(
        {"pid": things["secret ballot"]},
        {"choice": things["choice in the secret ballot"], "sure": "y"},
        refused=role not in ("fellow", "convenor"),
    ),
    "ballots.check_receipt": _by("counted in secret", receipt="ABCDE-FGHIJ-KLMNO-PQRST"),
    "council.resolve": _by("dispute"),
    "council.resolve_so": lambda things, role: Ask(
        {"pid": things["dispute"]}, {"option": things["option"], "reason": REASON}
    ),
    # files brought in
    "imports.index": _plain(),
    "imports.new": _plain(),
    "imports.upload": _upload,
    "imports.show": _by("import"),
    "imports.decide": _by("import", act="keep", title="A bus for every village", lang="en-GB"),
    "imports.change_kind": _by("import", as_kind="paper"),
    "imports.choose_article": _by("import", article="all"),
    "imports.throw_away": _by("import"),
    "imports_over.show": _over(),
    "imports_over.lay": _over(passage="line8-1"),
    "imports.take_back": _by("thrown away"),
    "imports.download": _by("import"),
    # consultations and responses
    "consultations.index": _plain(),
    "consultations.new": _plain(),
    "consultations.add": lambda things, role: Ask(
        {}, {"group": _group_of(things, role), "title": "Roads", "lang": "en-GB", "questions": "1. Why?", "do": "keep"}
    ),
    "consultations.show": _by("consultation"),
    "consultations.document": _by("documented"),
    "consultations.edit": _by("fresh"),
    "consultations.change": _by("fresh", title="Far better buses"),
    "consultations.new_question": _by("fresh"),
    "consultations.add_question": _by("fresh", text="And trams?"),
    "consultations.edit_question": _question(),
    "consultations.change_question": _question(text="What are buses good for?"),
    "consultations.remove_question": _question(),
    "responses.start": lambda things, role: Ask({"pid": things["fresh"]}, {"group": _group_of(things, role)}),
    "responses.show": _by("response"),
    "responses.answer": lambda things, role: Ask({"pid": things["response"], "text": things["answer"]}),
    "responses.finish": _by("response", anyway="y"),
    "responses.reopen": _by("response"),
    "responses.sent": _by("response"),
    "responses.passages": _by("answer"),
    "responses.words": lambda things, role: Ask({"pid": things["answer"], "section": things["section"]}),
    "responses.write": _by("answer"),
    "responses.point": _by("answer"),
    "citing.show": _by("answer"),
    "citing.cite": lambda things, role: Ask({"pid": things["answer"]}, {"paragraph": things["paragraph"]}),
    "responses.edit": _block("answer"),
    "responses.insert": _insert("answer"),
    "responses.add_words": _by("answer", body="One word more."),
    "responses.add_pointer": lambda things, role: Ask(
        {"pid": things["answer"]}, {"question": things["other question"]}
    ),
    "responses.change": _change("answer"),
    "responses.move": _block("answer", to="down"),
    "responses.remove": _block("answer"),
    "responses.restore": _block("answer", "gone"),
    "responses.renew": _block("answer", "passage", do="take"),
    "responses.stance": _by("answer", stance="agree"),
    "responses.complete": _by("answer"),
    "responses.reopen_answer": _by("complete"),
    # motions
    "motions.index": _plain(),
    "motions.new": _plain(),
    "motions.add": lambda things, role: Ask({}, {"group": things["branch"], "title": "Trams", "lang": "en-GB"}),
    "motions.show": _by("motion"),
    "motions.describe": _by("motion"),
    "motions.save": _by("motion", title="More buses for Arfon"),
    "motions.finish": _by("motion"),
    "motions.reopen": _by("motion"),
    "motions.submitted": _by("motion"),
    "motions.passages": _by("part"),
    "motions.words": lambda things, role: Ask({"pid": things["part"], "section": things["section"]}),
    "motions.write": _by("part"),
    "motions.edit": _block("part"),
    "motions.insert": _insert("part"),
    "motions.add_words": _by("part", body="One word more."),
    "motions.change": _change("part"),
    "motions.move": _block("part", to="down"),
    "motions.remove": _block("part"),
    "motions.restore": _block("part", "gone"),
    "motions.renew": _block("part", "passage", do="take"),
    # what can be taken away
    "exports.paper": _file("paper"),
    "exports.edition": _file("edition"),
    "exports.changes": lambda things, role: Ask({"pid": things["edition"], "format": "docx"}),
    "exports.section_changes": lambda things, role: Ask({"pid": things["section"], "format": "docx"}),
    "exports.response": _file("response"),
    "exports.motion": _file("motion"),
    "bundles.show": _plain(),
    "bundles.file": lambda things, role: Ask({"format": "txt", "text": f"paper:{things['paper']}"}),
    "templates.show": _plain(),
    "templates.replace": lambda things, role: Ask({}, {"file": (io.BytesIO(made_template()), "house.docx")}),
    "templates.remove": _plain(),
    "templates.download": _plain(),
    "exports.show": lambda things, role: Ask({"kind": "paper", "pid": things["paper"]}),
}

# Verbs that a thing has behind it already, or not yet before it: whoever may use them is told so in a sentence.
WRONG_MOMENT = {
    *(("responses.finish", state) for state in ("ready", "sent")),
    *(("responses.reopen", state) for state in ("drafting", "sent")),
    *(("responses.sent", state) for state in ("drafting", "sent")),
    *(("motions.finish", state) for state in ("ready", "submitted")),
    *(("motions.reopen", state) for state in ("drafting", "submitted")),
    *(("motions.submitted", state) for state in ("drafting", "submitted")),
}


def asked(endpoint: str, state: str, things: Things, role: str) -> Ask:
    """How a role asks a route in a world."""
    ask = BUILDERS[endpoint](things, role)
    return replace(ask, refused=True) if (endpoint, state) in WRONG_MOMENT else ask
