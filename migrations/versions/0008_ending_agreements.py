"""An agreement ends with its words, and a resolution settles its flag: the database sees to both."""

from alembic import op

from policyhub.migrating import end_agreements_with_their_words, settle_flags_with_resolutions

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    end_agreements_with_their_words(op.get_bind())
    settle_flags_with_resolutions(op.get_bind())
