"""Flags, options, ballots and resolutions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "flags",
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("stands_at_id", KEY, nullable=False),
        sa.Column("about_id", KEY, nullable=True),
        sa.Column("note", sa.String(length=40), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("raised_by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by_id", KEY, nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("state IN ('open', 'in_ballot', 'resolved', 'withdrawn')", name="ck_flags_state"),
        sa.ForeignKeyConstraint(["about_id"], ["sections.text_id"], name="fk_flags_about_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_flags_paper_id"),
        sa.ForeignKeyConstraint(["raised_by_id"], ["members.id"], name="fk_flags_raised_by_id"),
        sa.ForeignKeyConstraint(["stands_at_id"], ["sections.text_id"], name="fk_flags_stands_at_id"),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["members.id"], name="fk_flags_withdrawn_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
        sa.UniqueConstraint("paper_id", "ordinal", name="uq_flags_paper_id_ordinal"),
        sa.UniqueConstraint("pid", name="uq_flags_pid"),
    )
    op.create_index("ix_flags_stands_at_id", "flags", ["stands_at_id"], unique=False)
    op.create_table(
        "flag_options",
        sa.Column("flag_id", KEY, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("replacement", sa.Text(), nullable=True),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_flag_options_by_id"),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name="fk_flag_options_flag_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flag_options"),
        sa.UniqueConstraint("flag_id", "rank", name="uq_flag_options_flag_id_rank"),
        sa.UniqueConstraint("pid", name="uq_flag_options_pid"),
    )
    op.create_table(
        "arguments",
        sa.Column("flag_id", KEY, nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("side IN ('for', 'against')", name="ck_arguments_side"),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_arguments_author_id"),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name="fk_arguments_flag_id"),
        sa.PrimaryKeyConstraint("id", name="pk_arguments"),
        sa.UniqueConstraint("pid", name="uq_arguments_pid"),
    )
    op.create_index("ix_arguments_flag_id", "arguments", ["flag_id"], unique=False)
    op.create_table(
        "ballots",
        sa.Column("flag_id", KEY, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("majority", sa.String(length=10), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_by_id", KEY, nullable=False),
        sa.Column("tally", sa.JSON(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("majority IN ('most', 'half')", name="ck_ballots_majority"),
        sa.CheckConstraint("state IN ('planned', 'open', 'closed', 'cancelled')", name="ck_ballots_state"),
        sa.CheckConstraint("opens_at < closes_at", name="ck_ballots_times"),
        sa.CheckConstraint("quorum >= 0", name="ck_ballots_quorum"),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name="fk_ballots_flag_id"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_ballots_group_id"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["members.id"], name="fk_ballots_opened_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ballots"),
        sa.UniqueConstraint("pid", name="uq_ballots_pid"),
    )
    op.create_index("ix_ballots_flag_id", "ballots", ["flag_id"], unique=False)
    op.create_table(
        "electors",
        sa.Column("ballot_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name="fk_electors_ballot_id"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_electors_member_id"),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name="pk_electors"),
    )
    op.create_table(
        "votes",
        sa.Column("ballot_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("option_id", KEY, nullable=True),
        sa.Column("cast_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name="fk_votes_ballot_id"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_votes_member_id"),
        sa.ForeignKeyConstraint(["option_id"], ["flag_options.id"], name="fk_votes_option_id"),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name="pk_votes"),
    )
    op.create_table(
        "resolutions",
        sa.Column("flag_id", KEY, nullable=False),
        sa.Column("option_id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_resolutions_by_id"),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name="fk_resolutions_flag_id"),
        sa.ForeignKeyConstraint(["option_id"], ["flag_options.id"], name="fk_resolutions_option_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_resolutions_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resolutions"),
        sa.UniqueConstraint("flag_id", name="uq_resolutions_flag_id"),
        sa.UniqueConstraint("pid", name="uq_resolutions_pid"),
    )
