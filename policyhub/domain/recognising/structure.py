"""Puts the parts of a page together: title, front, the tree of sections, appendices and what is left."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from policyhub.domain.recognising.drafts import Draft, find_parents, is_under
from policyhub.domain.recognising.front import read_rest_of_title_page, read_title_page
from policyhub.domain.recognising.headings import Next, Numbered, Verdict, is_prose, judge, settle
from policyhub.domain.recognising.lines import Page
from policyhub.domain.recognising.outline import Found, find_outline
from policyhub.domain.recognising.pieces import Edits, Piece, pieces_of
from policyhub.domain.recognising.question_heads import Heads
from policyhub.domain.recognising.regions import Appendix, find_appendices, find_contents, find_subheadings
from policyhub.domain.recognising.vocabulary import TERMINAL, is_sentence

_MOST_IN_TITLE = 12


@dataclass(slots=True)
class Structure:
    """The whole page in parts; ``outline`` are the verdicts on numbers at the beginnings of lines."""

    page: Page
    drafts: list[Draft]
    front: list[int]
    contents: frozenset[int]
    outline: list[Found]
    subheadings: Mapping[int, str]


def find_structure(page: Page, used: frozenset[int], decided: Mapping[str, str], *, whole: bool = True) -> Structure:
    """The sections of a page, in order, still without their words; ``used`` lines are something else, in none of them.

    ``whole`` says that a text without numbers and headings is one section; else it has none.
    """
    lines = _decisions(decided, "line")
    contents = find_contents(page)
    skipped = used | contents
    end = len(page.lines)
    appendices = find_appendices(page, skipped, end, lines)
    main_end = appendices[0].at if appendices else end
    subheadings: Mapping[int, str] = find_subheadings(page, skipped, main_end, lines)
    places = [i for i in range(main_end) if i not in skipped and not page.lines[i].blank and i not in subheadings]
    outline = find_outline(page, places, _decisions(decided, "number"), frozenset(subheadings))
    units = [found for found in outline if found.verdict == "unit"]
    subheadings = _without_front(page, subheadings, units)
    drafts = _drafts(page, units, subheadings, appendices, end)
    if not drafts and whole:
        drafts = _unnumbered(page, skipped)
    first = drafts[0].at if drafts else end
    for at, draft in enumerate(drafts, 1):
        draft.id = f"s{at}"
        draft.indices = [i for i in range(draft.at, draft.end) if i not in skipped]
    front = [i for i in range(end) if i not in used and (i < first or i in contents)]
    return Structure(page, drafts, front, contents, outline, subheadings)


def fill_structure(structure: Structure, edits: Edits, decided: Mapping[str, str]) -> None:
    """Give the sections their words, with the marks of notes that ``edits`` takes out of lines, and their parents."""
    _fill(structure.page, structure.drafts, edits, _decisions(decided, "line"))
    find_parents(structure.drafts)


def find_titles(structure: Structure, heads: Heads) -> frozenset[int]:
    """The lines of the numbered titles that somebody's named questions stand under: "2. Licences" over "Q."."""
    if heads.family == "numbered" or not heads.found:
        return frozenset()
    page, asked = structure.page, {head.at for head in heads.found}
    units = [found for found in structure.outline if found.verdict == "unit" and found.at not in asked]
    titles = [unit for unit in units if ":" not in unit.label.style and _is_title(page, unit)]
    values = [unit.label.value for unit in titles]
    ascending = all(a < b for a, b in itertools.pairwise(values))
    around = len(titles) > 1 and titles[0].at < heads.found[0].at
    return frozenset(unit.at for unit in titles) if ascending and around else frozenset()


def _is_title(page: Page, unit: Found) -> bool:
    """Whether a numbered line between questions and answers is a title: by itself, short and no sentence."""
    line = page.lines[unit.at]
    words = line.text if line.number else line.text[unit.label.end :]
    if line.shape == "heading":
        return not is_prose(words)
    above, below = page.words_before(unit.at), page.next_words(unit.at)
    gap = 2 if page.physical and any(line.blank for line in page.lines) else 1
    alone = (above is None or unit.at - above >= gap) and below is not None and below - unit.at >= gap
    short = 0 < len(words.split()) <= _MOST_IN_TITLE and words[:1].isupper()
    return alone and short and not is_sentence(words) and not TERMINAL.search(words)


def _decisions(decided: Mapping[str, str], kind: str) -> dict[int, str]:
    """A person's decisions of one kind by index of their line: ids of doubts are "number-12"."""
    found = ((re.fullmatch(rf"{kind}-(\d+)", doubt), choice) for doubt, choice in decided.items())
    return {int(match[1]) - 1: choice for match, choice in found if match}


def _without_front(page: Page, subheadings: Mapping[int, str], units: Sequence[Found]) -> dict[int, str]:
    """The headings without numbers, but not those of the title page and those that numbers contradict."""
    kept: dict[int, str] = {}
    first_unit = units[0].at if units else len(page.lines)
    first_words = None if page.titled else page.next_words(-1)
    numbered = {unit.at for unit in units}
    later = [at for at in subheadings if at > first_unit]
    front = range(first_unit)
    titles = read_rest_of_title_page(page, front) if page.titled else read_title_page(page, front, frozenset())
    titled = {at for at in (*titles.title, *titles.subtitle) if subheadings.get(at) in ("marked", "bold")}
    for at, why in subheadings.items():
        after = page.next_words(at)
        if at == first_words or at in titled or after is None:
            continue
        if at < first_unit and why != "marked":
            leads_text = after not in numbered and (len(page.lines[after].text) > 60 or after not in subheadings)
            others = any(page.next_words(other) in numbered for other in later)
            said = why in ("capitals", "bold") or bool(TERMINAL.search(page.lines[after].text))
            direct = after in numbered and others and said
            if not (direct or (leads_text and _is_text(page, after))):
                continue
        kept[at] = why
    return kept


def _is_text(page: Page, at: int) -> bool:
    return len(page.lines[at].text) > 60 or page.lines[at].text[-1] in ".:;?"


def _drafts(
    page: Page, units: Sequence[Found], subheadings: Mapping[int, str], appendices: Sequence[Appendix], end: int
) -> list[Draft]:
    drafts: list[Draft] = []
    for unit in units:
        label = unit.label
        number = None if label.style.startswith("part") else label.printed
        drafts.append(Draft(unit.at, end, "clause", number=number, label=label))
    drafts += [Draft(at, end, "heading", why=why) for at, why in subheadings.items()]
    drafts += [Draft(a.at, a.end, "appendix", number=a.label.printed, label=a.label) for a in appendices]
    drafts.sort(key=lambda draft: draft.at)
    for draft, after in itertools.pairwise(drafts):
        draft.end = after.at
    return drafts


def _unnumbered(page: Page, skipped: frozenset[int]) -> list[Draft]:
    """A text without any number or heading: all after its title page is one section."""
    end = len(page.lines)
    words = [i for i in range(end) if not page.lines[i].blank and i not in skipped]
    prose = (i for i in words if len(page.lines[i].text) > 60 and TERMINAL.search(page.lines[i].text))
    first = next(prose, words[1] if len(words) > 1 else None)
    return [] if first is None else [Draft(first, end, "clause")]


def _fill(page: Page, drafts: list[Draft], edits: Edits, forced: Mapping[int, str]) -> None:
    """Give each section its paragraphs, and say which are headings."""
    numbered: list[tuple[Draft, Numbered]] = []
    for draft, after in zip_longest(drafts, drafts[1:]):
        if not draft.indices:
            continue
        if draft.kind == "appendix":
            _fill_appendix(page, draft, edits)
            continue
        start = draft.label.end if draft.label and draft.number is not None and not page.lines[draft.at].number else 0
        draft.pieces = _unit_pieces(page, draft, edits, start)
        if draft.kind == "heading":
            draft.heading = draft.pieces.pop(0)
        elif draft.label and draft.number is None:
            _fill_part(draft)
        elif draft.label and draft.pieces:
            numbered.append((draft, _seen(page, draft, after)))
    verdicts = _verdicts(numbered, forced)
    for (draft, seen), verdict in zip(numbered, verdicts, strict=True):
        draft.kind, draft.sure = verdict.kind, verdict.sure
        if verdict.kind == "heading" and seen.words:
            draft.heading = draft.pieces.pop(0)


def _unit_pieces(page: Page, draft: Draft, edits: Edits, start: int) -> list[Piece]:
    starts = {draft.at: start} if draft.label else {}
    line = page.lines[draft.at]
    if start and not line.text[start:].strip():
        # The number stands alone: the next line with words is its own.
        rest = [i for i in draft.indices if i != draft.at]
        pieces = pieces_of(page, rest, edits)
        if pieces:
            pieces[0].lines.insert(0, draft.at)
            pieces[0].kind = "text"
        return pieces or [Piece("text", lines=[draft.at])]
    return pieces_of(page, draft.indices, edits, starts)


def _fill_part(draft: Draft) -> None:
    """A Part is a heading whose words begin with its name; a short line under it is its title."""
    draft.kind = "heading"
    draft.heading = draft.pieces.pop(0)
    if draft.label and len(draft.heading.text) <= draft.label.end and draft.pieces:
        title = draft.pieces[0]
        if title.kind == "text" and len(title.text) < 100 and title.text[-1:] not in ".;:," and not title.marks:
            draft.heading.text = draft.heading.text.rstrip(" .:") + ": " + title.text
            draft.heading.lines += title.lines
            draft.heading.ends[title.lines[-1]] = len(draft.heading.text)
            draft.pieces.pop(0)


def _fill_appendix(page: Page, draft: Draft, edits: Edits) -> None:
    """An appendix: the words after its label, or a short line under it, are its caption."""
    text = page.lines[draft.at].text
    start = draft.label.end if draft.label else 0
    rest = draft.indices[1:]
    if text[start:].strip():
        pieces = pieces_of(page, draft.indices, edits, {draft.at: start})
        draft.heading = pieces.pop(0)
        draft.pieces = pieces
        return
    words = [i for i in rest if not page.lines[i].blank]
    draft.pieces = pieces_of(page, rest, edits)
    first = draft.pieces[0] if draft.pieces else None
    if first is None or first.kind != "text" or len(first.text) > 140 or len(words) < 2:
        return
    if not first.text[0].isdigit() and not first.text.endswith((":", "?")) and len(first.text.split()) <= 18:
        draft.heading = draft.pieces.pop(0)


def _seen(page: Page, draft: Draft, after: Draft | None) -> Numbered:
    """What the judgement about a numbered line goes by."""
    label = draft.labelled
    following: Next = "other"
    if len(draft.pieces) > 1:
        following = "text"
    elif after is not None and after.label is not None and after.number is not None and after.kind != "appendix":
        deeper = after.label.style == label.style and after.label.value[: len(label.value)] == label.value
        inside = after.label.style != label.style and is_under(after.label, label)
        following = "deeper" if (deeper and len(after.label.value) > len(label.value)) or inside else "other"
    elif after is not None and after.why and after.kind == "heading" and len(label.value) == 1:
        following = "deeper"
    line = page.lines[draft.at]
    return Numbered(draft.pieces[0].text, following, len(label.value), line.shape == "heading")


def _verdicts(numbered: Sequence[tuple[Draft, Numbered]], forced: Mapping[int, str]) -> list[Verdict]:
    seen = [item for _, item in numbered]
    index = {_path(draft): i for i, (draft, _) in enumerate(numbered)}
    parents = [index.get((_path(draft)[0], _path(draft)[1][:-1])) for draft, _ in numbered]
    verdicts = settle([judge(item) for item in seen], seen, parents)
    for i, (draft, _) in enumerate(numbered):
        choice = forced.get(draft.at)
        if choice == "heading":
            verdicts[i] = Verdict("heading", True)
        elif choice == "clause":
            verdicts[i] = Verdict("clause", True)
    return verdicts


def _path(draft: Draft) -> tuple[str, tuple[int, ...]]:
    return draft.labelled.style, draft.labelled.value
