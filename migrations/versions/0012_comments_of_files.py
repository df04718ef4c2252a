"""Comments that stood in a file: whose words they are by the name in it, and when it says they were written."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comments", sa.Column("said_by", sa.String(length=300), nullable=True))
    op.add_column("comments", sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
