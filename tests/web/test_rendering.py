"""The words of papers as HTML: marks filled, disputes marked, nothing typed gets through as HTML."""

from __future__ import annotations

from datetime import UTC, datetime

from policyhub.domain import markup
from policyhub.services.reading import Content, Dispute, Remark, Thread
from policyhub.web import rendering

PID, TARGET = "a" * 12, "b" * 12


def content(body: str, notes: list[dict[str, str]] | None = None, *, disputes: list[Dispute] | None = None) -> Content:
    rendered = markup.render(body, notes or [])
    shown = [{"id": n.id, "mark": n.mark, "html": n.html, "plain": n.plain} for n in rendered.notes]
    return Content(rendered.html, rendered.plain, shown, None, disputes or [])


def dispute(start: int, stop: int, note: str | None = None) -> Dispute:
    return Dispute("c" * 12, 1, "Why?", "open", note, start, stop, 2, None, True)


def test_a_live_reference_shows_the_present_number_and_keeps_the_stored_one(app) -> None:
    with app.test_request_context():
        html = rendering.prose(content(f"See {{ref:{TARGET}|1.4}}."), PID, {TARGET: "Appendix 2"})
    assert f'href="#section-{TARGET}" data-stored="1.4">Appendix&nbsp;2</a>' in html


def test_a_reference_to_what_is_gone_is_words(app) -> None:
    with app.test_request_context():
        html = rendering.prose(content(f"See {{ref:{TARGET}|1.4}}."), PID, {})
    assert '<span data-stored="1.4">1.4</span>' in html
    assert "<a" not in html


def test_a_note_that_is_marked_twice_has_one_place_to_come_back_to(app) -> None:
    with app.test_request_context():
        html = rendering.prose(content("One[^1] and two[^1].", [{"id": "1", "mark": "1", "text": "N"}]), PID, {})
    assert html.count(f'id="ref-{PID}-1"') == 1
    assert html.count(f'href="#note-{PID}-1"') == 2


def test_disputed_words_stand_in_marks_across_live_places(app) -> None:
    body = f"Free for all, see {{ref:{TARGET}|1.4}}."
    with app.test_request_context():
        html = rendering.prose(content(body, disputes=[dispute(0, 21)]), PID, {TARGET: "2.1"})
    assert html.startswith('<p><mark class="disputed">Free for all, see <a class="xref"')
    assert "</a></mark>." in html


def test_disputed_words_of_a_note_are_marked_in_the_note(app) -> None:
    made = content("One[^1].", [{"id": "1", "mark": "1", "text": "In spring."}], disputes=[dispute(3, 9, "1")])
    with app.test_request_context():
        words = rendering.note_words(made, made.notes[0], {}, back="<b>up</b>")
        assert words == '<p>In <mark class="disputed">spring</mark>. <b>up</b></p>'
        assert "disputed" not in rendering.prose(made, PID, {})


def test_what_somebody_said_is_words_and_never_html() -> None:
    assert rendering.said("<b>One</b> & two\nthree\n\n*Four*") == (
        "<p>&lt;b&gt;One&lt;/b&gt; &amp; two<br>three</p><p>*Four*</p>"
    )


def test_what_somebody_typed_in_a_section_is_words_and_never_html(app) -> None:
    with app.test_request_context():
        html = rendering.prose(content("<script>alert(1)</script> <!--note:1:x--> <mark>"), PID, {})
    assert "<script" not in html
    assert "<mark" not in html
    assert "fn" not in html


def test_a_deep_number_may_break_in_the_gutter() -> None:
    assert rendering.numbered("1.3.1") == "1.3.1"
    assert rendering.numbered("1.3.1.2") == "1.<wbr>3.<wbr>1.<wbr>2"
    assert rendering.numbered("<1.2.3") == "&lt;1.<wbr>2.<wbr>3"


def test_the_places_of_comments_are_told_to_the_script() -> None:
    thread = Thread(Remark("d" * 12, "Owen", datetime.now(UTC), "Hm"), "open", "“all”", 3, 8)
    made = content("For all.")
    made.threads = [thread]
    said = rendering.anchors_json(made, {"d" * 12: "a"}, {"d" * 12: "a, Owen"})
    assert said == ('[{"start":3,"stop":8,"quote":"“all”","url":"#comment-dddddddddddd","mark":"a","label":"a, Owen"}]')
