"""What only a person can tell of an import: whether a new partner is one that is there."""

from collections.abc import Mapping

from cci_data.imports.duplicates import Known, Likeness, likenesses
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.models import Partner, PartnerName
from cci_data.sheets.cells import shown


def questions(work: Work) -> list[str]:
    """Ask about each new partner that may be one that is there."""
    names: dict[str, list[str]] = {}
    for partner_id, name in work.draft.rows(PartnerName.__table__):
        names.setdefault(partner_id, []).append(name)
    everyone = [
        Known(key, (row["name"], *names.get(key, ())), row["country_code"], row["website"])
        for (key,), row in work.draft.rows(Partner.__table__).items()
    ]
    called = {known.key: known.names[0] for known in everyone}
    alike: dict[str, list[Likeness]] = {}
    for likeness in likenesses([known for known in everyone if known.key in work.new_partners], everyone):
        if likeness.newcomer not in work.answered:
            alike.setdefault(likeness.newcomer, []).append(likeness)
    return [_question(work.new_partners[newcomer], found, called) for newcomer, found in alike.items()]


def _question(row: WrittenRow, alike: list[Likeness], called: Mapping[str, str]) -> str:
    """Ask whether the partner of a row is one of those that it is like."""
    others = " or ".join(f"{shown(called[found.other])} ({found.other}), as it {found.reason}" for found in alike)
    answer = " or ".join(found.other for found in alike)
    return (
        f"{row.where('name')} says {shown(called[alike[0].newcomer])}; it may be {others}; write {answer} under "
        f"{row.sheet.fields['same_as'].title} where it is the same, or none where it is another"
    )
