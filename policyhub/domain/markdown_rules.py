"""The Markdown that bodies are written in: which rules hold, and the two of our own for notes and references."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline

DEEPEST = 12
"""Levels of quotations and lists; what is nested deeper is shown as the characters that were typed."""

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
NOTE = re.compile(r"\[\^([A-Za-z0-9]+)\]")
REFERENCE = re.compile(r"\{ref:([a-z2-7]{12})\|([^{}|<>\n]{1,80})\}")

_BLANK = re.compile(r"[ \t\n]*")


def _capped(rule: Any) -> Any:
    def within(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and bool(rule(state, start, end, silent))

    return within


def _note(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    found = NOTE.match(state.src, state.pos, state.posMax)
    known = state.env.get("notes")
    if not found or (known is not None and found[1] not in known):
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content, token.info = found[2], found[1]
    state.pos = found.end()
    return True


def _closing_brackets(text: str) -> dict[int, int]:
    """Where each "[" that begins the words of a link is closed: innermost only, so that no link holds a link."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    linked = -1
    for found in re.finditer(r"\\.|\[|\]", text, re.DOTALL):
        if found[0] == "[":
            open_at.append(found.start())
        elif found[0] == "]" and open_at:
            start = open_at.pop()
            if text.startswith("(", found.end()) and linked < start:
                pairs[start] = found.start()
                linked = found.start()
    return pairs


def _link(state: StateInline, silent: bool) -> bool:
    # The library's own rule looks ahead again at each bracket, which is quadratic in "[[[["; this one is linear.
    if state.src[state.pos] != "[":
        return False
    if "brackets" not in state.env or state.env["brackets_of"] is not state.src:
        state.env["brackets"], state.env["brackets_of"] = _closing_brackets(state.src), state.src
    label_end = state.env["brackets"].get(state.pos, -1)
    if label_end < 0 or label_end >= state.posMax:
        return False
    position = _after_blanks(state, label_end + 2)
    target = state.md.helpers.parseLinkDestination(state.src, position, state.posMax)
    if not target.ok:
        return False
    href = state.md.normalizeLink(target.str)
    if not ADDRESS.fullmatch(href):
        return False
    position = _after_blanks(state, target.pos)
    if position > target.pos:
        title = state.md.helpers.parseLinkTitle(state.src, position, state.posMax)
        if title.ok:
            position = _after_blanks(state, title.pos)
    if position >= state.posMax or state.src[position] != ")":
        return False
    if not silent:
        end, state.pos, state.posMax = state.posMax, state.pos + 1, label_end
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
        state.posMax = end
    state.pos = position + 1
    return True


def _after_blanks(state: StateInline, position: int) -> int:
    found = _BLANK.match(state.src, position, state.posMax)
    return found.end() if found else position


def make_parser() -> MarkdownIt:
    """A parser of blocks; words inside them are parsed by its ``inline`` when they hold a sign."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    # Definitions would hide words; code blocks would take away the meaning of a pasted indent.
    md.disable(["code", "fence", "html_block", "html_inline", "reference", "image", "fragments_join", "inline"])
    md.disable(["text_join", "normalize"])
    md.block.ruler.at("blockquote", _capped(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("list", _capped(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.at("link", _link)
    md.inline.ruler.before("link", "note", _note)
    md.inline.ruler.before("link", "live_reference", _reference)
    md.validateLink = lambda url: ADDRESS.fullmatch(url) is not None  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md
