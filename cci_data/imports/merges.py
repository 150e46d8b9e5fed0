"""Two partners become one: what hung on the one hangs on the other, and both names and both links live on."""

from collections.abc import Iterator

from sqlalchemy import Column, Table

from cci_data.history import key_of
from cci_data.imports.draft import Draft
from cci_data.models import Base, Continuation, FormerPartner, Partner, PartnerName

# What the merged partner says itself is kept only where the other says nothing.
OWN = {"partner_id", "name", "origin", "source", "recorded_at", "changed_at", "is_cross_sectoral"}


def merge(draft: Draft, former: str, partner_id: str) -> None:
    """Merge the partner `former` into `partner_id`, both in the draft."""
    partners = draft.rows(Partner.__table__)
    gone, stays = partners[(former,)], partners[(partner_id,)]
    filled = {
        name: value for name, value in gone.items() if name not in OWN and stays[name] is None and value is not None
    }
    if gone["is_cross_sectoral"]:
        filled["is_cross_sectoral"] = True
    if filled:
        draft.put(Partner.__table__, (partner_id,), filled)
    for table, column in referring():
        _lead(draft, table, column, former, partner_id)
    _drop_repeated(draft, partner_id)
    keep_name(draft, partner_id, gone["name"])
    draft.put(FormerPartner.__table__, (former,), {"former_id": former, "partner_id": partner_id})
    draft.remove(Partner.__table__, (former,))


def referring() -> Iterator[tuple[Table, Column]]:
    """Go through the tables and columns that refer to a partner."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is Partner.__table__:
                yield table, key.parent


def keep_name(draft: Draft, partner_id: str, name: str) -> None:
    """Let a partner be called `name` too, unless that is its own name."""
    if draft.rows(Partner.__table__)[(partner_id,)]["name"] != name:
        draft.put(PartnerName.__table__, (partner_id, name), {"partner_id": partner_id, "name": name})


def _drop_repeated(draft: Draft, partner_id: str) -> None:
    """Let what both said of going on after a project stand once."""
    table, seen = Continuation.__table__, set()
    for key, row in sorted(draft.rows(table).items()):
        told = (row["project_id"], row["continued_on"])
        if row["partner_id"] == partner_id and told in seen:
            draft.remove(table, key)
        elif row["partner_id"] == partner_id:
            seen.add(told)


def _lead(draft: Draft, table: Table, column: Column, former: str, partner_id: str) -> None:
    """Let the rows of a table refer to `partner_id` instead.

    Where such a row is there already, it stays as it is; but who led something still leads it.
    """
    of_former = [row for row in draft.rows(table).values() if row[column.name] == former]
    for row in of_former:
        led = row | {column.name: partner_id}
        if column.primary_key:
            draft.remove(table, key_of(table, row))
            if key_of(table, led) not in draft.rows(table):
                draft.put(table, key_of(table, led), led)
            elif led.get("role") == "lead":
                draft.put(table, key_of(table, led), {"role": "lead"})
        else:
            draft.put(table, key_of(table, row), led)
