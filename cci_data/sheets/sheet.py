"""What a sheet is: its rows, the table that keeps them, and what a person reads over the columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from cci_data.models import Base
from cci_data.sheets.choices import Choice


class Row(BaseModel):
    """The base of all rows: a field for each column; a field that was not given was blank."""

    model_config = ConfigDict(extra="forbid")


def column(title: str, note: str, *aliases: str, example: tuple[str, str] = ("", "")) -> Any:
    """Return a column of a sheet.

    title: its heading; note: what to write under it; aliases: other headings that mean it; example: what the two
    example rows of the template hold.
    """
    return Field(
        default=None,
        title=title,
        description=note,
        examples=list(example),
        json_schema_extra={"aliases": list(aliases)},
    )


@dataclass(frozen=True)
class Many:
    """A column that holds a list: each item is a row of another table.

    column: where that row keeps the item; fixed: its other values; is_partner: whether the items name partners.
    """

    model: type[Base]
    column: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    is_partner: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook.

    title: its name; row: its columns; model: the table of its records; names: other names of the sheet.
    identity: the fields by which a record is known where its id is not written, compared without case and blanks.
    words: the fields that a new id is made of; partners, projects: the fields that name a partner or a project.
    many: field → what its list is kept as. is_in_template: whether the Desk fills it in; the others are in exports.
    """

    title: str
    row: type[Row]
    model: type[Base]
    names: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    many: Mapping[str, Many] = field(default_factory=dict)
    is_in_template: bool = True

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """Field → its definition, in the order of the columns."""
        return self.row.model_fields

    @property
    def key(self) -> tuple[str, ...]:
        """The fields that are the key of a record."""
        return tuple(part.name for part in self.model.__table__.primary_key)

    @property
    def is_cross_sectoral(self) -> bool:
        """Whether the list of sectors can say that a record serves them all."""
        return "is_cross_sectoral" in self.model.__table__.columns

    def choice(self, name: str) -> Choice | None:
        """Return the closed vocabulary of a field, None where it has none."""
        return next((item for item in self.fields[name].metadata if isinstance(item, Choice)), None)

    def headings(self, name: str) -> tuple[str, ...]:
        """Return all headings that mean a field: its own first."""
        info = self.fields[name]
        return (info.title, name, *info.json_schema_extra["aliases"])
