"""The association's own template, read for writing Word files."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from policyhub.domain.page_template import PageTemplate
from policyhub.models import Template
from policyhub.readers.word_template import read_template


def find_page_template(session: Session) -> PageTemplate | None:
    """The template that Word files are written in, or None where the association has none of its own."""
    blob = session.scalars(select(Template.blob).order_by(Template.id.desc()).limit(1)).first()
    return None if blob is None else read_template(blob)
