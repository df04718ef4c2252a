"""Red and highlighted words, in whatever kind of file: they count only where a letter has the colour."""

from __future__ import annotations

from policyhub.domain.document import Mark, Paragraph, Span, Table
from policyhub.readers.html import read_html

RED = frozenset({Mark.RED})


def test_red_on_a_web_page_counts_only_where_a_letter_is_red() -> None:
    red = "<font color=red>{}</font>".format
    page = f"<p>Buses{red(' .')} run{red('1')}</p><p>{red('never')}{red(' ')}<b>{red('again')}</b></p>"
    page += f"<table><tr><td>a{red('. ')}b</td><td>{red('c')}</td></tr><tr><td>d</td><td>e</td></tr></table>"

    first, second, table = read_html(page).blocks

    assert first == Paragraph((Span("Buses . run1"),))
    assert second == Paragraph((Span("never ", RED), Span("again", RED | {Mark.STRONG})))
    assert isinstance(table, Table)
    assert table.rows[0] == ((Span("a. b"),), (Span("c", RED),))
