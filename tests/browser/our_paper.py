"""A long paper of our own as people send them round: numbers typed by hand, lost marks of notes, questions."""

from __future__ import annotations

import re
from collections import Counter

from policyhub import db
from policyhub.domain.importing.choices import Choices
from policyhub.models import Paper
from policyhub.permissions.visible import load
from policyhub.services import agreements, imports, papers
from tests.browser.site import Site

CONSULTATION = "The future of libraries"
TITLE = "A library in walking distance"
SUBTITLE = "Draft 3 for consideration by the Central Council"
QUESTIONS = (
    "What is a public library for?",
    "Who should pay for the building and who for the books?",
    "How should a county decide where its libraries stand?",
)
ASKED = "Does CC wish to say how far?"
CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Purpose",
        (
            "The Central Council (CC) asked last winter, after the closures, what a library owes to its neighbours.",
            f"Nobody should need a car to borrow a book: let there be a library in walking distance. {ASKED}",
            "Where a building cannot be kept, a van that keeps its hours serves better than a shelf in a shop.",
            "Opening hours matter as much as books, as said in 3.2. below.",
        ),
    ),
    (
        "Buildings",
        (
            "A warm room with a door to the street is worth more than a large one behind a car park.",
            "Each building should have a room that can be shut, for those who teach, sing or argue.",
            "Lifts and ramps are part of the building and not of its decoration.",
            "Rain must stay outside: a county that cannot mend a roof cannot lend a book.",
            "Toilets are to be open whenever the doors are.",
            "Whoever designs a library should first spend a wet Tuesday in one.",
        ),
    ),
    (
        "Hours",
        (
            "A library that shuts before people come home from work is a library for the few.",
            "Two evenings a week and all of Saturday are the least that a county should offer.",
            "Self service after dark helps those who know the place and leaves out those who do not.",
            "Hours are to be printed on the door, and kept.",
            "School holidays are the busiest weeks, so staff should not be asked to take theirs then.",
            "On the feast of the saint of the county all fines are forgiven.",
        ),
    ),
    (
        "Books and what stands beside them",
        (
            "Half of the money for stock should go to books that somebody has asked for.",
            "Newspapers of the place are to be kept for ever, on paper as long as there is paper.",
            "Music, maps and machines may be lent on the same terms as books.",
            "A seed library costs a drawer and gives a garden.",
            "No book should be taken away because a councillor dislikes it.",
            "Books in Welsh and in the languages of newcomers stand in every branch and not in the town only.",
        ),
    ),
    (
        "People",
        (
            "There is no library without a librarian.",
            "Volunteers are welcome beside trained staff and never in their place.",
            "Training takes three years, and the county pays for it.",
            "Whoever runs a branch decides what it buys, within its budget.",
            "A librarian who is asked about rent, visas or illness should know whom to send people to.",
            "Pay follows the scale of teachers.",
        ),
    ),
    (
        "Money",
        (
            "The county pays for buildings and people, the nation for books.",
            "Fines cost more to collect than they bring, so they should end.",
            "A small levy on warehouses that sell books would keep two hundred branches open.",
            "Closing a branch saves less than anybody says, since the roof leaks whether it is open or not.",
            "Gifts are welcome when nothing is asked in return.",
        ),
    ),
)
NOTES = (
    ("spend a wet Tuesday in one", "Wet Tuesdays were counted in a survey of two hundred visits."),
    ("are the least that a county should offer", "Two evenings are what readers asked for when they were asked."),
    ("would keep two hundred branches open", "The levy on warehouses is worked out in the budget of our branch."),
)


def text_of_paper() -> str:
    """The file: title, chapters, the appendix with questions, and the notes with their marks lost."""
    lines = [TITLE, SUBTITLE, ""]
    for chapter, (heading, clauses) in enumerate(CHAPTERS, 1):
        lines += [f"{chapter}. {heading}", ""]
        for place, words in enumerate(clauses, 1):
            lines += [f"{chapter}.{place}. {words}", ""]
    lines += ["Appendix 1", "", "Questions posed by the Department for Culture", ""]
    for number, question in enumerate(QUESTIONS, 1):
        lines += [f"{number}. {question}", ""]
    for _place, note in NOTES:
        lines += [f"\N{REPLACEMENT CHARACTER} {note}", ""]
    return "\n".join(lines)


def brings_in_the_paper(site: Site, *, agreed: bool = True) -> None:
    """What a walk that begins later takes for granted: the paper is there, agreed as far as may be, open to members.

    Not ``agreed``: it is a draft that its group alone sees.
    """
    mair, group = site.world.mair, site.world.group
    with site.at_work():
        pid = imports.upload_file(mair, group, name="library.txt", blob=text_of_paper().encode())
    site.work()
    with site.at_work():
        choices = Choices(consultation_title=CONSULTATION, issuer="Department for Culture")
        paper = imports.keep_import(mair, pid, choices=choices)
        site.world.fresh()
        if not agreed:
            return
        free, _disputed = agreements.list_callable(load(db.session(), Paper, mair, paper))
        agreements.call_all_agreed(mair, paper, versions=[p.version_pid for p in free], reason="Nobody objected.")
        papers.open_for_comment(mair, paper)


def count_words(text: str) -> Counter[str]:
    """The words of a text, in small letters, with how often each stands there."""
    return Counter(re.findall(r"[^\W\d_]+|\d+", text.casefold()))
