"""The documents in which the questions of consultations stand: read, and cited in answers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select

from policyhub import db
from policyhub.acts.assembling import Assembly
from policyhub.acts.fixed_words import fixed_words
from policyhub.domain.escaping import escape
from policyhub.domain.markup import note_ids_in
from policyhub.models import Answer, CitedParagraph, Consultation
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused


def list_paragraphs(consultation: Consultation) -> Sequence[CitedParagraph]:
    """The document in which the questions of a consultation stand, piece by piece."""
    return (
        db.session()
        .scalars(
            select(CitedParagraph)
            .where(CitedParagraph.consultation_id == consultation.id)
            .order_by(CitedParagraph.rank)
        )
        .all()
    )


def has_document(consultation: Consultation) -> bool:
    """Whether the document is here in which the questions stand."""
    return bool(db.session().scalar(select(exists().where(CitedParagraph.consultation_id == consultation.id))))


def list_quotable(consultation: Consultation, query: str = "") -> list[CitedParagraph]:
    """The paragraphs of a consultation's document that have words; only those with all words of a query, if any."""
    wanted = [word.casefold() for word in query.split()]
    return [
        one for one in list_paragraphs(consultation) if one.text.strip() and all(map(_told(one).__contains__, wanted))
    ]


def _told(one: CitedParagraph) -> str:
    return f"{one.number or ''} {one.heading or ''} {one.text}".casefold()


@command(Right.EDIT_ANSWERS, on=Answer, locked=True)
def cite_paragraph(work: Work, answer: Answer, *, paragraph: str, after: str = "") -> str:
    """Put a paragraph (its pid) of the consultation's document into an answer as a quotation that says its number.

    The words are the group's own from then on: they can be cut down, and say what is thought of them. Refused for a
    paragraph of another document.
    """
    found = work.session.scalars(
        select(CitedParagraph).where(
            CitedParagraph.pid == paragraph, CitedParagraph.consultation_id == answer.response.consultation_id
        )
    ).one_or_none()
    if found is None or not found.text.strip():
        raise Refused(N_("Choose a paragraph of the document in which this question stands."), field="paragraph")
    assembly = Assembly(work.session, answer.text)
    assembly.add_prose(quotation(found.number, found.text, answer.text.lang), after=after)
    version = assembly.save(member_id=work.member_id, at=work.at)
    work.record("cite_paragraph", "answer", answer.text_id, paragraph=found.id, text=version.hash if version else None)
    return answer.text.pid


def quotation(number: str | None, text: str, lang: str) -> str:
    """Some words (Markdown) as a quotation, with a line before them that says where they stand, without their notes."""
    for note in note_ids_in(text):
        text = text.replace(f"[^{note}]", "", 1)
    own = fixed_words(lang)
    start = own.cites.format(number=escape(number)) if number else own.cites_unnumbered
    return "\n".join([start, "", *(f"> {line}".rstrip() for line in text.strip().split("\n"))])
