from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Plot(Base):
    __tablename__ = "plot"
    __table_args__ = (CheckConstraint("square_metres > 0", name="plot_has_an_area"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    association: Mapped[str] = mapped_column(String(60), index=True)
    square_metres: Mapped[int]
    leases: Mapped[list["Lease"]] = relationship(back_populates="plot")


class Lease(Base):
    __tablename__ = "lease"
    __table_args__ = (
        Index("lease_open", "plot_id", unique=True, postgresql_where=text("ended IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plot_id: Mapped[int] = mapped_column(ForeignKey("plot.id", ondelete="RESTRICT"))
    gardener: Mapped[str] = mapped_column(String(120))
    began: Mapped[date]
    ended: Mapped[date | None]
    plot: Mapped[Plot] = relationship(back_populates="leases")


class Applicant(Base):
    __tablename__ = "applicant"
    __table_args__ = (Index("applicant_queue", "association", "applied"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    association: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(120))
    applied: Mapped[datetime] = mapped_column(server_default=func.now())
