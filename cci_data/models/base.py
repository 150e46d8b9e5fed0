"""What all tables share: names of constraints, and where a record comes from."""

from datetime import datetime

from sqlalchemy import MetaData, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from cci_data.columns import UtcDateTime, one_of
from cci_data.vocabulary import ORIGINS


class Base(DeclarativeBase):
    """The base of all tables; constraints are named, so that a migration can drop what it made."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Sourced:
    """A record that says where it comes from."""

    origin: Mapped[str] = mapped_column(
        String(12), comment="published source, the Desk, or illustrative", sort_order=90
    )
    source: Mapped[str] = mapped_column(Text, comment="page, publication or person of the Desk", sort_order=91)
    recorded_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        server_default=func.current_timestamp(),
        comment="when the record came into this database (UTC)",
        sort_order=92,
    )
    changed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="when the record was changed last (UTC), empty while it is as it came; kept by a trigger",
        sort_order=93,
    )

    @declared_attr.directive
    def __table_args__(cls) -> tuple:
        """Add what every sourced record must satisfy to the class's own `constraints`."""
        return (one_of("origin", ORIGINS), *getattr(cls, "constraints", ()))
