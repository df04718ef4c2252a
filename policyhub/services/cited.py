"""The documents in which the questions of consultations stand, to be read and cited."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select

from policyhub import db
from policyhub.models import CitedParagraph, Consultation


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
