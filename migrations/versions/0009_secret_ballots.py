"""Secret ballots: who has voted and what was voted, in tables that keep no time, no order and nothing to join by."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("ballots", sa.Column("secret", sa.Boolean(), nullable=False, server_default=sa.false()))
    # no key to members or flag_options: PostgreSQL would write the voter's transaction into the rows referred to
    op.create_table(
        "roll",
        sa.Column("ballot_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name="fk_roll_ballot_id"),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name="pk_roll"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "secret_votes",
        sa.Column("ballot_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("option_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name="fk_secret_votes_ballot_id"),
        sa.PrimaryKeyConstraint("ballot_id", "key", name="pk_secret_votes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipts",
        sa.Column("ballot_id", KEY, nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name="fk_receipts_ballot_id"),
        sa.PrimaryKeyConstraint("ballot_id", "receipt_hash", name="pk_receipts"),
        sqlite_with_rowid=False,
    )
