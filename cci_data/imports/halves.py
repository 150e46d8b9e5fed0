"""Rows of which a cell does not fit: what else does not, so that a person is told of everything at once."""

from cci_data.imports.keys import meant, referred
from cci_data.imports.locating import look_up_alone
from cci_data.imports.rows import contradictions
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow


def look_through(work: Work, row: WrittenRow) -> None:
    """Note what does not fit among the other cells of a row: names, places, and dates that contradict each other."""
    sheet = row.sheet
    for name in (*sheet.partners, *sheet.projects):
        referred(work, row, name)
    for name, many in sheet.many.items():
        if many.is_partner:
            for item in row.get(name) or ():
                meant(work, row, name, item, work.partners)
    look_up_alone(work, row)
    table = sheet.model.__table__
    values = {column.name: row.get(column.name) for column in table.columns}
    for name, sentence in contradictions(table.name, values):
        # Of what is blank nothing can be said: it may be the cell that does not fit.
        if row.get(name) is not None:
            work.problem(row, name, sentence)
