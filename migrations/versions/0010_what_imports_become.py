"""What an import becomes besides a paper; sections of a response that nobody asked for; notes of typed words."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    key = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column, table in (("consultation_id", "consultations"), ("response_id", "responses"), ("motion_id", "motions")):
        # in one statement: SQLite adds no constraint afterwards without copying the table, and its triggers with it
        op.execute(
            f"ALTER TABLE imports ADD COLUMN {column} {key} CONSTRAINT fk_imports_{column} REFERENCES {table} (id)"
        )
    op.add_column("questions", sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("blocks", sa.Column("notes", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "cited_paragraphs",
        sa.Column("consultation_id", KEY, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name="fk_cited_paragraphs_consultation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cited_paragraphs"),
        sa.UniqueConstraint("consultation_id", "rank", name="uq_cited_paragraphs_consultation_id_rank"),
        sa.UniqueConstraint("pid", name="uq_cited_paragraphs_pid"),
    )
