"""Which of a question's own choices an answer takes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("chosen", sa.JSON(), nullable=False, server_default="[]"))
