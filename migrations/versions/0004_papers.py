"""Papers, their sections and editions."""

import sqlalchemy as sa
from alembic import op

from policyhub.migrating import make_append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("subtitle", sa.String(length=1000), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("scheme", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("comment_until", sa.Date(), nullable=True),
        sa.Column("builds_on_id", KEY, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "state IN ('drafting', 'open_for_comment', 'with_council', 'adopted', 'superseded', 'withdrawn')",
            name="ck_papers_state",
        ),
        sa.ForeignKeyConstraint(["builds_on_id"], ["papers.id"], name="fk_papers_builds_on_id"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_papers_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sa.UniqueConstraint("pid", name="uq_papers_pid"),
    )
    op.create_index("ix_papers_group_id", "papers", ["group_id"], unique=False)
    op.create_table(
        "credits",
        sa.Column("id", KEY, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint("role IN ('author', 'contributor', 'joint author')", name="ck_credits_role"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_credits_member_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_credits_paper_id"),
        sa.PrimaryKeyConstraint("id", name="pk_credits"),
    )
    op.create_index("ix_credits_paper_id", "credits", ["paper_id"], unique=False)
    op.create_table(
        "sections",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("own_number", sa.String(length=40), nullable=True),
        sa.Column("numbered", sa.Boolean(), nullable=False),
        sa.Column("hidden_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('heading', 'clause', 'appendix')", name="ck_sections_kind"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_sections_paper_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["sections.text_id"], name="fk_sections_parent_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_sections_text_id"),
        sa.PrimaryKeyConstraint("text_id", name="pk_sections"),
    )
    op.create_index("ix_sections_paper_id_parent_id_rank", "sections", ["paper_id", "parent_id", "rank"], unique=False)
    op.create_table(
        "placements",
        sa.Column("section_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("own_number", sa.String(length=40), nullable=True),
        sa.Column("numbered", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["sections.text_id"], name="fk_placements_parent_id"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.text_id"], name="fk_placements_section_id"),
        sa.PrimaryKeyConstraint("section_id", "revision", name="pk_placements"),
    )
    op.create_table(
        "refs",
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["sections.text_id"], name="fk_refs_target_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_refs_version_id"),
        sa.PrimaryKeyConstraint("version_id", "target_id", name="pk_refs"),
    )
    op.create_index("ix_refs_target_id", "refs", ["target_id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_editions_by_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_editions_paper_id"),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("paper_id", "ordinal", name="uq_editions_paper_id_ordinal"),
        sa.UniqueConstraint("pid", name="uq_editions_pid"),
    )
    op.create_table(
        "edition_sections",
        sa.Column("edition_id", KEY, nullable=False),
        sa.Column("section_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_edition_sections_edition_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["sections.text_id"], name="fk_edition_sections_parent_id"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.text_id"], name="fk_edition_sections_section_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_edition_sections_version_id"),
        sa.PrimaryKeyConstraint("edition_id", "section_id", name="pk_edition_sections"),
    )
    op.create_table(
        "uploads",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_uploads_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        sa.UniqueConstraint("pid", name="uq_uploads_pid"),
    )
    op.create_table(
        "imports",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("upload_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("as_kind", sa.String(length=20), nullable=True),
        sa.Column("found", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=True),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("paper_id", KEY, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'reading', 'ready', 'refused', 'kept', 'thrown_away')", name="ck_imports_state"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["members.id"], name="fk_imports_by_id"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_imports_group_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_imports_paper_id"),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name="fk_imports_upload_id"),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
        sa.UniqueConstraint("pid", name="uq_imports_pid"),
    )
    op.create_index("ix_imports_group_id", "imports", ["group_id"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject_pid", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="ck_jobs_state"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_state_due_at", "jobs", ["state", "due_at"], unique=False)
    make_append_only(op.get_bind(), "placements")
    make_append_only(op.get_bind(), "edition_sections")
