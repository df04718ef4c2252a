"""The rules of Markdown files: CommonMark with limits, so that no file takes long or loses words by being nested."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 24
"""Levels of blocks (a list counts twice); what is nested deeper is words as they were typed."""


def parse_blocks(body: str) -> tuple[list[Token], dict[str, Any]]:
    """The blocks of a file, the words in them not yet parsed; and what the words need to know (references, notes)."""
    env: dict[str, Any] = {}
    return parser().parse(body, env), env


@cache
def parser() -> MarkdownIt:
    """The parser; words inside blocks are parsed by its ``inline`` when they need to be."""
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # A pasted indent makes no code of a paragraph; words are parsed later, block by block.
    md.disable(["code", "inline", "footnote_tail"])
    md.block.ruler.at("blockquote", _capped(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("list", _capped(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def _capped(rule: Any) -> Any:
    def within(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and bool(rule(state, start, end, silent))

    return within
