"""What one import has on its table while it is worked out: the draft, the names that are known, what was found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table

from cci_data.erasure.tombstones import digest, record_digest
from cci_data.history import Key
from cci_data.imports.draft import Draft
from cci_data.imports.plan import Plan
from cci_data.imports.references import Names, plain
from cci_data.imports.written import WrittenRow
from cci_data.language import fold
from cci_data.models import Erasure, FormerPartner, Partner, PartnerName, Place, Project
from cci_data.sheets.cells import Unfit, slug
from cci_data.sheets.partners import PARTNERS
from cci_data.sheets.sheet import Sheet

LONGEST_ID = 60


@dataclass
class Work:
    """The state of one import.

    taken: (table, key) → address of the row that stands for the record. new_partners: ids of partners that come, with
    the row that brings each. answered: those of them of which a person says that they are no duplicates.
    unfit_names: names and ids of records (as `references.plain` has them) of which it is told that they do not fit.
    """

    draft: Draft
    today: date
    plan: Plan
    partners: Names
    projects: Names
    former: dict[str, str]
    erased: set[str]
    taken: dict[tuple[Table, Key], str] = field(default_factory=dict)
    new_partners: dict[str, WrittenRow] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    unfit_names: set[str] = field(default_factory=set)
    known: dict[str, dict[tuple[str, ...], set[Key]]] = field(default_factory=dict)
    cities: dict[str, dict[str, str]] | None = None
    owned: dict[Table, dict[Any, dict[Key, None]]] = field(default_factory=dict)

    def problem(self, row: WrittenRow, name: str, sentence: str) -> None:
        """Note what does not fit in a cell."""
        self.plan.problems.append(f"{row.where(name)} {sentence}")

    def unfit(self, row: WrittenRow, name: str, unfit: Unfit) -> None:
        """Note what a cell says that does not fit."""
        self.plan.problems.append(unfit.sentence(row.where(name)))

    def note_unfit(self, row: WrittenRow) -> None:
        """Remember that the record of a row does not fit, so that rows which name it are not told to be wrong, too."""
        told = (row.get(name) for name in (*row.sheet.identity[:1], *row.sheet.key))
        self.unfit_names |= {plain(name) for name in told if isinstance(name, str)}

    def names_former(self, row: WrittenRow) -> bool:
        """Tell whether a row names a partner by an id that it had before it became another."""
        return any(row.get(name) in self.former for name in row.sheet.partners)

    def is_erased(self, partner_id: str) -> bool:
        """Tell whether a partner of that id was erased on request."""
        return digest(partner_id) in self.erased

    def is_taken_away(self, table: Table, record_id: Any) -> bool:
        """Tell whether a record had that id until a partner was erased of whose name the id was made."""
        return (record_id,) not in self.draft.rows(table) and record_digest(table.name, record_id) in self.erased

    def found(self, sheet: Sheet, identity: Sequence[Any]) -> set[Key]:
        """Return the keys of the records that are known by an identity."""
        if sheet.title not in self.known:
            self.known[sheet.title] = defaultdict(set)
            for key, values in _identities(self.draft, sheet):
                self.known[sheet.title][spelled(values)].add(key)
        return self.known[sheet.title].get(spelled(identity), set())

    def learn(self, sheet: Sheet, identity: Sequence[Any], key: Key) -> None:
        """Let a record be known by an identity too."""
        self.found(sheet, identity)
        self.known[sheet.title][spelled(identity)].add(key)

    def children(self, table: Table) -> dict[Any, dict[Key, None]]:
        """Return the keys of the rows of a table that hangs on another, by the first part of their key."""
        if table not in self.owned:
            self.owned[table] = defaultdict(dict)
            for key in self.draft.rows(table):
                self.owned[table][key[0]][key] = None
        return self.owned[table]

    def city_of(self, partner_id: str, city: str) -> str:
        """Return a city as the partner's place there is written already, else as it is given."""
        return self.cities_of(partner_id).setdefault(fold(city), city)

    def cities_of(self, partner_id: str) -> dict[str, str]:
        """Return the cities of a partner's places: folded → as they are written."""
        if self.cities is None:
            self.cities = defaultdict(dict)
            for key, known in self.draft.rows(Place.__table__):
                self.cities[key][fold(known)] = known
        return self.cities[partner_id]

    def new_id(self, table: Table, words: Iterable[Any]) -> str:
        """Return an id that no record has, had, or was erased or renamed under."""
        wanted = slug(" ".join(str(word) for word in words))[:LONGEST_ID].strip("-") or table.name.replace("_", "-")
        number, candidate = 1, wanted
        while (
            (candidate,) in self.draft.rows(table)
            or candidate in self.former
            or self.is_erased(candidate)
            or self.is_taken_away(table, candidate)
        ):
            number += 1
            candidate = f"{wanted}-{number}"
        return candidate


def spelled(identity: Iterable[Any]) -> tuple[str, ...]:
    """Return an identity as two are compared."""
    return tuple(plain(str(part)) if part is not None else "" for part in identity)


def _identities(draft: Draft, sheet: Sheet) -> Iterator[tuple[Key, list[Any]]]:
    rows = draft.rows(sheet.model.__table__)
    for key, values in rows.items():
        yield key, [values[name] for name in sheet.identity]
    if sheet is PARTNERS:
        for partner_id, name in draft.rows(PartnerName.__table__):
            yield (partner_id,), [name, rows[(partner_id,)]["country_code"]]


def partner_names(draft: Draft) -> Names:
    """Return by what all partners are called: id, name, other names and former ids."""
    partners = draft.rows(Partner.__table__)
    called = [(row["name"], key) for (key,), row in partners.items()]
    called += [(name, key) for key, name in draft.rows(PartnerName.__table__)]
    called += [(key, key) for (key,) in partners]
    return Names("partner", [*called, *former_ids(draft).items()])


def former_ids(draft: Draft) -> dict[str, str]:
    """Return the ids of partners that were merged into others: former id → id."""
    return {row["former_id"]: row["partner_id"] for row in draft.rows(FormerPartner.__table__).values()}


def start(draft: Draft, today: date, plan: Plan) -> Work:
    """Return the work on an import, before its first row."""
    projects = draft.rows(Project.__table__)
    titles = [(row["title"], key) for (key,), row in projects.items()] + [(key, key) for (key,) in projects]
    erased = {row["digest"] for row in draft.rows(Erasure.__table__).values()}
    return Work(draft, today, plan, partner_names(draft), Names("project", titles), former_ids(draft), erased)
