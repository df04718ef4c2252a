"""Consultations, responses and motions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "consultations",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("paper_id", KEY, nullable=True),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_consultations_group_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["members.id"], name="fk_consultations_made_by_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_consultations_paper_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consultations"),
        sa.UniqueConstraint("pid", name="uq_consultations_pid"),
    )
    op.create_index("ix_consultations_group_id", "consultations", ["group_id"], unique=False)
    op.create_table(
        "questions",
        sa.Column("consultation_id", KEY, nullable=False),
        sa.Column("chapter", sa.String(length=300), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("guidance", sa.Text(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("word_limit", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name="fk_questions_consultation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("consultation_id", "rank", name="uq_questions_consultation_id_rank"),
        sa.UniqueConstraint("pid", name="uq_questions_pid"),
    )
    op.create_table(
        "responses",
        sa.Column("consultation_id", KEY, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("state IN ('drafting', 'ready', 'sent', 'withdrawn')", name="ck_responses_state"),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name="fk_responses_consultation_id"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_responses_group_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["members.id"], name="fk_responses_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.UniqueConstraint("consultation_id", "group_id", name="uq_responses_consultation_id_group_id"),
        sa.UniqueConstraint("pid", name="uq_responses_pid"),
    )
    op.create_index("ix_responses_group_id", "responses", ["group_id"], unique=False)
    op.create_table(
        "answers",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("response_id", KEY, nullable=False),
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_answers_question_id"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_answers_response_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_answers_text_id"),
        sa.PrimaryKeyConstraint("text_id", name="pk_answers"),
        sa.UniqueConstraint("response_id", "question_id", name="uq_answers_response_id_question_id"),
    )
    op.create_index("ix_answers_question_id", "answers", ["question_id"], unique=False)
    op.create_table(
        "motions",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("destination", sa.String(length=300), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("word_limit", sa.Integer(), nullable=True),
        sa.Column("mover", sa.String(length=200), nullable=False),
        sa.Column("seconder", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("state IN ('drafting', 'ready', 'submitted', 'withdrawn')", name="ck_motions_state"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_motions_group_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["members.id"], name="fk_motions_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_motions"),
        sa.UniqueConstraint("pid", name="uq_motions_pid"),
    )
    op.create_index("ix_motions_group_id", "motions", ["group_id"], unique=False)
    op.create_table(
        "parts",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("motion_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('notes', 'believes', 'resolves')", name="ck_parts_kind"),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name="fk_parts_motion_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_parts_text_id"),
        sa.PrimaryKeyConstraint("text_id", name="pk_parts"),
        sa.UniqueConstraint("motion_id", "kind", name="uq_parts_motion_id_kind"),
    )
    op.create_table(
        "blocks",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version_id", KEY, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("adapted", sa.Boolean(), nullable=False),
        sa.Column("see_question_id", KEY, nullable=True),
        sa.Column("kept_over_id", KEY, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("(kind = 'passage') = (version_id IS NOT NULL)", name="ck_blocks_passage"),
        sa.CheckConstraint("(kind = 'see') = (see_question_id IS NOT NULL)", name="ck_blocks_see"),
        sa.CheckConstraint("kind = 'passage' OR NOT adapted", name="ck_blocks_adapted"),
        sa.CheckConstraint("kind IN ('passage', 'prose', 'see')", name="ck_blocks_kind"),
        sa.ForeignKeyConstraint(["kept_over_id"], ["versions.id"], name="fk_blocks_kept_over_id"),
        sa.ForeignKeyConstraint(["see_question_id"], ["questions.id"], name="fk_blocks_see_question_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_blocks_text_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_blocks_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sa.UniqueConstraint("pid", name="uq_blocks_pid"),
    )
    op.create_index("ix_blocks_text_id", "blocks", ["text_id"], unique=False)
    op.create_index("ix_blocks_version_id", "blocks", ["version_id"], unique=False)
