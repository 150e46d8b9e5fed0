"""Time zones by their names in the time zone database, such as Europe/Riga."""

from zoneinfo import ZoneInfo


def time_zone(name: str) -> ZoneInfo | None:
    """Return the zone that is called `name`, None where the time zone database has no such zone."""
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return None
