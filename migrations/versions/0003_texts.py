"""Texts, their versions, agreements and anchors."""

import sqlalchemy as sa
from alembic import op

from policyhub.migrating import make_append_only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def current_version_key() -> list[sa.ForeignKeyConstraint]:
    """texts and versions point at each other: SQLite takes the key at once, PostgreSQL after both exist."""
    if op.get_bind().dialect.name == "postgresql":
        return []
    return [sa.ForeignKeyConstraint(["current_version_id"], ["versions.id"], name="fk_texts_current_version_id")]


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("current_version_id", KEY, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("kind IN ('section', 'answer', 'part')", name="ck_texts_kind"),
        *current_version_key(),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("pid", name="uq_texts_pid"),
    )
    op.create_table(
        "versions",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=500), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("based_on_id", KEY, nullable=True),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("origin IN ('import', 'edit', 'resolution', 'assembly')", name="ck_versions_origin"),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_versions_author_id"),
        sa.ForeignKeyConstraint(["based_on_id"], ["versions.id"], name="fk_versions_based_on_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_versions_text_id"),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("pid", name="uq_versions_pid"),
        sa.UniqueConstraint("text_id", "ordinal", name="uq_versions_text_id_ordinal"),
    )
    op.create_table(
        "renderings",
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("release", sa.String(length=20), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_renderings_version_id"),
        sa.PrimaryKeyConstraint("version_id", "release", name="pk_renderings"),
    )
    op.create_table(
        "agreements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("by", sa.String(length=10), nullable=False),
        sa.Column("source_id", KEY, nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.Column("by_member_id", KEY, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("by IN ('ballot', 'resolution', 'call')", name="ck_agreements_by"),
        sa.ForeignKeyConstraint(["by_member_id"], ["members.id"], name="fk_agreements_by_member_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_agreements_text_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_agreements_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreements"),
    )
    op.create_index("ix_agreements_version_id", "agreements", ["version_id"], unique=False)
    op.create_index(
        "uq_agreements_standing",
        "agreements",
        ["text_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "anchors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("of_kind", sa.String(length=10), nullable=False),
        sa.Column("of_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("note", sa.String(length=40), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.CheckConstraint("of_kind IN ('comment', 'flag')", name="ck_anchors_of_kind"),
        sa.CheckConstraint("outcome IN ('kept', 'changed', 'lost')", name="ck_anchors_outcome"),
        sa.CheckConstraint("start <= stop", name="ck_anchors_order"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_anchors_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_anchors"),
        sa.UniqueConstraint("of_kind", "of_id", "version_id", name="uq_anchors_of_kind_of_id_version_id"),
    )
    op.create_index("ix_anchors_version_id", "anchors", ["version_id"], unique=False)
    op.create_table(
        "comments",
        sa.Column("text_id", KEY, nullable=False),
        sa.Column("thread_id", KEY, nullable=True),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("pid", sa.String(length=12), nullable=False),
        sa.CheckConstraint("state IN ('open', 'resolved')", name="ck_comments_state"),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_comments_author_id"),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["members.id"], name="fk_comments_resolved_by_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_comments_text_id"),
        sa.ForeignKeyConstraint(["thread_id"], ["comments.id"], name="fk_comments_thread_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_comments_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sa.UniqueConstraint("pid", name="uq_comments_pid"),
    )
    op.create_index("ix_comments_text_id_id", "comments", ["text_id", "id"], unique=False)
    op.create_index("ix_comments_thread_id", "comments", ["thread_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key("fk_texts_current_version_id", "texts", "versions", ["current_version_id"], ["id"])
    make_append_only(op.get_bind(), "versions")
