"""The log, its head and its readers."""

import sqlalchemy as sa
from alembic import op

from policyhub.migrating import make_append_only, move_head_with_log

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "log",
        sa.Column("position", KEY, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("facts_hash", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["members.id"], name="fk_log_actor_id"),
        sa.PrimaryKeyConstraint("position", name="pk_log"),
    )
    op.create_index("ix_log_subject_kind_subject_id", "log", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "log_facts",
        sa.Column("position", KEY, autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("erased_for", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["position"], ["log.position"], name="fk_log_facts_position"),
        sa.PrimaryKeyConstraint("position", name="pk_log_facts"),
    )
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_head"),
    )
    op.create_table(
        "cursors",
        sa.Column("reader", sa.String(length=40), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.PrimaryKeyConstraint("reader", name="pk_cursors"),
    )
    op.execute(f"INSERT INTO log_head (id, position, hash) VALUES (1, 0, '{'0' * 64}')")
    make_append_only(op.get_bind(), "log")
    move_head_with_log(op.get_bind())
