"""Answers and the paragraphs of a consultation's document can be found: the index is made anew."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE cursors SET position = -1 WHERE reader = 'search'")
