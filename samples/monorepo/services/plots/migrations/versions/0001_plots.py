"""plots, leases and those who wait"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "plot",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("association", sa.String(60), nullable=False, index=True),
        sa.Column("square_metres", sa.Integer, nullable=False),
        sa.CheckConstraint("square_metres > 0", name="plot_has_an_area"),
    )
    op.create_table(
        "lease",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plot_id", sa.ForeignKey("plot.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("gardener", sa.String(120), nullable=False),
        sa.Column("began", sa.Date, nullable=False),
        sa.Column("ended", sa.Date),
    )
    op.create_table(
        "applicant",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("association", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("applied", sa.DateTime, server_default=sa.func.now(), nullable=False),
    )
    op.create_index("applicant_queue", "applicant", ["association", "applied"])


def downgrade() -> None:
    for table in ("applicant", "lease", "plot"):
        op.drop_table(table)
