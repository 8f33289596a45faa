"""a plot has one open lease"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            "lease_open",
            "lease",
            ["plot_id"],
            unique=True,
            postgresql_where=sa.text("ended IS NULL"),
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    op.drop_index("lease_open", "lease")
