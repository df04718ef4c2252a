"""A comment can be changed and taken back by its author; what it said before is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("comments", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comments", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comments", sa.Column("stands", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "comment_wordings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("comment_id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_wordings_comment_id_comments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_wordings")),
    )
    op.create_index(op.f("ix_comment_wordings_comment_id"), "comment_wordings", ["comment_id"])
