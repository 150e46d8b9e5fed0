"""The column types and keys that the tables are made of."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, String, TypeDecorator
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python; SQLite keeps it without its offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store an aware moment as UTC; a naive one is refused, since nobody could say which it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand the stored moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(column: str, words: dict[str, str]) -> CheckConstraint:
    """Return the constraint that `column` holds one of `words`."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


Identifier = Annotated[str, mapped_column(String(80))]
CountryCode = Annotated[str, mapped_column(String(2))]
PartialDate = Annotated[str, mapped_column(String(10))]


def _key_of(target: str, length: int = 80, ondelete: str | None = None) -> type[str]:
    return Annotated[str, mapped_column(String(length), ForeignKey(target, ondelete=ondelete), primary_key=True)]


PartnerKey = _key_of("partner.partner_id", ondelete="CASCADE")
ProjectKey = _key_of("project.project_id", ondelete="CASCADE")
SolutionKey = _key_of("solution.solution_id", ondelete="CASCADE")
StepKey = _key_of("step.step_id", ondelete="CASCADE")
EventKey = _key_of("event.event_id", ondelete="CASCADE")
GoodPracticeKey = _key_of("good_practice.good_practice_id", ondelete="CASCADE")
SectorKey = _key_of("sector.sector_id")
ServiceKey = _key_of("service.service_id")
CountryKey = _key_of("country.country_code", length=2)
