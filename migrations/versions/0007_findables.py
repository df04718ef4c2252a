"""What can be found, on PostgreSQL; beside SQLite the index is in files."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE TABLE findables (kind text NOT NULL, pid text NOT NULL, scope text NOT NULL, audience text[] NOT NULL, "
        "words tsvector NOT NULL, CONSTRAINT pk_findables PRIMARY KEY (kind, pid))"
    )
    op.execute("CREATE INDEX ix_findables_words ON findables USING gin (words)")
    op.execute("CREATE INDEX ix_findables_scope ON findables (scope)")
