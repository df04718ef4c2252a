"""The few words that an answer, a motion or an export holds by itself, in the language of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from policyhub import clock
from policyhub.writers.words import Labels


@dataclass(frozen=True, slots=True)
class FixedWords(Labels):
    """One language's words; ``{…}`` is filled in."""

    locale: str = "en_GB"
    see_answer: str = "See our answer to question {number}."
    see_unnumbered: str = "See our answer to the question “{words}”"
    cites: str = "Paragraph {number} of your document says:"
    cites_unnumbered: str = "Your document says:"
    question: str = "Question {number}"
    no_answer: str = "No answer yet."
    draft: str = "Draft"
    to: str = "To"
    reference: str = "Reference"
    sender: str = "From"
    date_made: str = "Date"
    closes: str = "Closes"
    stance: str = "Our view"
    choice: str = "Our answer"
    response_to: str = "Response to: {title}"
    stands_response: str = "What this response stands on"
    stands_motion: str = "What this motion stands on"
    disputes: str = "What is disputed"
    leave: str = "Leave it as it is"
    without: str = "take these words out"
    agreements: str = "What is agreed"
    nothing_agreed: str = "No section is agreed yet."
    log_head: str = "Head of the log when this file was made"
    version: str = "version {ordinal}"
    adapted: str = "adapted from {name}"
    hidden: str = "taken out of the paper since"
    closed_paper: str = "A paper that is not open to you"
    not_agreed: str = "not agreed"
    disputed_state: str = "disputed"
    by_ballot: str = "agreed by ballot on {day}"
    by_resolution: str = "agreed by resolution of the council on {day}"
    by_call: str = "called agreed on {day}"
    until: str = "replaced on {day}"
    log_at: str = "entry {position}, {hash}"
    contents: str = "Contents"
    papers: str = "Papers, {day}"
    changed: str = "What changed from {before} to {after}"
    as_it_stands: str = "the paper as it stands"
    own_words: str = "All words of this text are its authors' own."
    destination: str = "To"
    branch: str = "Branch"
    mover: str = "Moved by"
    seconder: str = "Seconded by"
    edition: str = "Edition"
    state: str = "State"
    group: str = "Group"
    authors: str = "Written by"
    part_notes: str = "This branch notes"
    part_believes: str = "This branch believes"
    part_resolves: str = "This branch resolves"
    stance_agree: str = "Agree"
    stance_partly: str = "Partly agree"
    stance_disagree: str = "Disagree"
    stance_no_view: str = "No view"
    state_drafting: str = "Drafting"
    state_open_for_comment: str = "Open for comment"
    state_with_council: str = "With the council"
    state_adopted: str = "Adopted"
    state_superseded: str = "Superseded"
    state_withdrawn: str = "Withdrawn"
    frozen: str = "Frozen on"
    own_opening: str = "Introduction"
    own_closing: str = "In closing"
    own_notes: str = "Notes"
    in_colour: str = "These words are in colour in the file, as words that are disputed."
    taken_back: str = "Taken back by whoever said it."

    def day(self, moment: datetime | date) -> str:
        """A day as it is written: 4 December 2026."""
        then = clock.local(moment).date() if isinstance(moment, datetime) else moment
        return format_date(then, "d MMMM y", locale=self.locale)

    def of(self, kind: str, name: str) -> str:
        """The word for a part, a stance or a state, by the name that the tables keep."""
        return str(getattr(self, f"{kind}_{name}"))


ENGLISH = FixedWords()
WELSH = FixedWords(
    locale="cy",
    see_answer="Gweler ein hateb i gwestiwn {number}.",
    see_unnumbered="Gweler ein hateb i’r cwestiwn “{words}”",
    cites="Mae paragraff {number} o’ch dogfen yn dweud:",
    cites_unnumbered="Mae eich dogfen yn dweud:",
    question="Cwestiwn {number}",
    no_answer="Dim ateb eto.",
    draft="Drafft",
    to="At",
    reference="Cyfeirnod",
    sender="Oddi wrth",
    date_made="Dyddiad",
    closes="Yn cau",
    stance="Ein barn",
    choice="Ein hateb",
    response_to="Ymateb i: {title}",
    stands_response="Sail yr ymateb hwn",
    stands_motion="Sail y cynnig hwn",
    disputes="Yr hyn y mae anghydfod yn ei gylch",
    leave="Ei adael fel y mae",
    without="tynnu’r geiriau hyn allan",
    agreements="Yr hyn a gytunwyd",
    nothing_agreed="Nid oes adran wedi’i chytuno eto.",
    log_head="Pen y cofnod pan wnaed y ffeil hon",
    version="fersiwn {ordinal}",
    adapted="addaswyd o {name}",
    hidden="tynnwyd o’r papur ers hynny",
    closed_paper="Papur nad yw’n agored i chi",
    not_agreed="heb ei gytuno",
    disputed_state="dan anghydfod",
    by_ballot="cytunwyd drwy bleidlais ar {day}",
    by_resolution="cytunwyd drwy benderfyniad y cyngor ar {day}",
    by_call="datganwyd yn gytûn ar {day}",
    until="disodlwyd ar {day}",
    log_at="cofnod {position}, {hash}",
    notes="Nodiadau",
    contents="Cynnwys",
    papers="Papurau, {day}",
    page="Tudalen {page} o {pages}",
    disputed="Dan anghydfod",
    comments="Sylwadau",
    comment="Sylw",
    in_colour="Mae’r geiriau hyn mewn lliw yn y ffeil, fel geiriau y mae anghydfod yn eu cylch.",
    taken_back="Tynnwyd yn ôl gan bwy bynnag a’i dywedodd.",
    in_text="yn y testun",
    answers="yn ateb sylw arall",
    resolved="wedi’i ddatrys",
    inserted="Mewnosodwyd",
    deleted="Dilëwyd",
    moved_from="Symudwyd oddi yma",
    moved_to="Symudwyd yma",
    legend="Mewnosodwyd y geiriau sydd wedi’u tanlinellu; tynnwyd allan y geiriau sydd â llinell drwyddynt.",
    changed="Yr hyn a newidiodd o {before} i {after}",
    as_it_stands="y papur fel y mae",
    own_words="Geiriau’r awduron eu hunain yw holl eiriau’r testun hwn.",
    destination="At",
    branch="Cangen",
    mover="Cynigydd",
    seconder="Eilydd",
    edition="Argraffiad",
    state="Cyflwr",
    group="Grŵp",
    authors="Awduron",
    part_notes="Mae’r gangen hon yn nodi",
    part_believes="Mae’r gangen hon yn credu",
    part_resolves="Mae’r gangen hon yn penderfynu",
    stance_agree="Cytuno",
    stance_partly="Cytuno’n rhannol",
    stance_disagree="Anghytuno",
    stance_no_view="Dim barn",
    state_drafting="Wrthi’n drafftio",
    state_open_for_comment="Ar agor i sylwadau",
    state_with_council="Gyda’r cyngor",
    state_adopted="Mabwysiadwyd",
    state_superseded="Disodlwyd",
    state_withdrawn="Tynnwyd yn ôl",
    frozen="Rhewyd ar",
    own_opening="Cyflwyniad",
    own_closing="I gloi",
    own_notes="Nodiadau",
)


def fixed_words(lang: str) -> FixedWords:
    """The words of a language; English where we have none."""
    return WELSH if lang.split("-", 1)[0].lower() == "cy" else ENGLISH
