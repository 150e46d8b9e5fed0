"""Stored values as JSON: dates, times and moments as ISO 8601, moments in UTC; bytes as base64.

Everything else stays as it is.
"""

import base64
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, TypeDecorator


def written(value: Any) -> Any:
    """Return a stored value as JSON has it."""
    if isinstance(value, datetime):
        # SQLite keeps moments without their offset; all of ours are UTC.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date | time) else value


def read(value: Any, column: Column) -> Any:
    """Return what JSON has as `column` takes it: a column of our models, or one that was reflected."""
    kind = kind_of(column)
    if value is not None and kind is bytes:
        return base64.b64decode(value, validate=True)
    if value is None or kind not in (date, time, datetime):
        return value
    found = kind.fromisoformat(value)
    return found.replace(tzinfo=None) if kind is datetime and not _keeps_offsets(column) else found


def kind_of(column: Column) -> type:
    """Return the Python type of what `column` holds."""
    return _stored_as(column).python_type


def _keeps_offsets(column: Column) -> bool:
    return bool(_stored_as(column).timezone)


def _stored_as(column: Column) -> Any:
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
