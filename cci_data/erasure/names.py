"""What partners go by, as far as the database knows it: names, ids and sites; and which names are ordinary words."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Row, Table, and_, or_, select
from sqlalchemy.orm import Session

from cci_data import vocabulary
from cci_data.erasure.mentions import LONG_ENOUGH, Called
from cci_data.erasure.redaction import treatment
from cci_data.erasure.sites import WORD, Site, site
from cci_data.language import fold
from cci_data.models import Base, Change, Country, FormerPartner, Partner, PartnerName, Sector, Service
from cci_data.queries.history import references

# As often must a name be part of others, or stand in lower case, to be an ordinary word.
OFTEN = 2
ADDRESSES = ("website", "ror_id")
WORD_LISTS = ("EVENT_KINDS", "ORGANISATION_TYPES", "PROJECT_ROLES", "SERVICES", "STATEMENT_KINDS")
LABELS = (Country.name, Sector.label, Service.label)


def called(session: Session, ids: frozenset[str], about: Sequence[Row] = (), also: Iterable[str] = ()) -> Called:
    """Return what the partner with these ids goes by and went by.

    about: what is remembered of it (rows of `change`); also: names that the database does not know.
    """
    own = session.execute(select(Partner.__table__).where(Partner.partner_id.in_(ids))).mappings()
    others = select(PartnerName.__table__).where(PartnerName.partner_id.in_(ids))
    rows = [*own, *session.execute(others).mappings(), *_remembered(about, ids)]
    names = {row["name"].strip() for row in rows if row.get("name")} | {name.strip() for name in also}
    return Called(frozenset(names - {""}), ids, _sites(rows))


def _remembered(about: Sequence[Row], ids: frozenset[str]) -> Iterable[Mapping]:
    of_names = {Partner.__tablename__, PartnerName.__tablename__}
    for change in about:
        key = json.loads(change.record_key)
        if change.table_name not in of_names or key[0] not in ids:
            continue
        for text in (change.before, change.after):
            value = json.loads(text) if text else {}
            yield {change.column_name: value} if change.column_name else value or {}


def _sites(rows: Iterable[Mapping]) -> frozenset[Site]:
    found = (site(row[name]) for row in rows for name in ADDRESSES if row.get(name))
    return frozenset(one for one in found if one is not None)


def others(session: Session, ids: frozenset[str]) -> dict[str, Called]:
    """Return what everybody else goes by: {`partner ID`: …}, and the labels of our lists."""
    names, known, rows = defaultdict(set), defaultdict(set), defaultdict(list)
    for row in session.execute(select(Partner.__table__).where(Partner.partner_id.not_in(ids))).mappings():
        known[row["partner_id"]].add(row["partner_id"])
        names[row["partner_id"]].add(row["name"])
        rows[row["partner_id"]].append(row)
    for key, name in session.execute(select(PartnerName.partner_id, PartnerName.name)):
        names[key].add(name)
    for former, key in session.execute(select(FormerPartner.former_id, FormerPartner.partner_id)):
        known[key].add(former)
    found = {
        f"partner {key}": Called(frozenset(names[key]), frozenset(known[key]), _sites(rows[key]))
        for key in list(known)
        if key not in ids
    }
    for column in LABELS:
        what = column.class_.__tablename__
        found |= {f"{what} {label}": Called(frozenset({label})) for label in session.scalars(select(column))}
    return found


def ordinary_words(session: Session, who: Called, everybody_else: Mapping[str, Called]) -> set[str]:
    """Return those of a partner's names (folded) that are ordinary words, so that finding them says nothing.

    A single word is one where our own lists have it, where it is part of the names of several others, or where several
    records write it in lower case.
    """
    names = {name for name in (*who.names, *who.ids) if len(WORD.findall(name)) == 1}
    listed = _words_of_the_lists(session)
    parts = defaultdict(int)
    for theirs in everybody_else.values():
        for word in {word for name in theirs.names for word in WORD.findall(fold(name))}:
            parts[word] += 1
    return {
        fold(name)
        for name in names
        if fold(name) in listed or parts[fold(name)] >= OFTEN or _is_in_lower_case(session, name, who.ids)
    }


def _words_of_the_lists(session: Session) -> set[str]:
    texts = [*session.scalars(select(Sector.definition))]
    texts += [label for column in LABELS for label in session.scalars(select(column))]
    for name in WORD_LISTS:
        words = getattr(vocabulary, name)
        texts += words.values() if isinstance(words, Mapping) else words
    return {word for text in texts for word in WORD.findall(fold(text))}


def _is_in_lower_case(session: Session, name: str, ids: frozenset[str]) -> bool:
    word = name.lower()
    if word == name or len(name) < LONG_ENOUGH:
        return False
    alone = re.compile(rf"(?<![\w./@:-]){re.escape(word)}(?![\w/@:-]|\.\w)")
    count = 0
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if treatment(column) == "text"]
        if not columns or table is Change.__table__:
            continue
        says = or_(*(column.contains(word, autoescape=True) for column in columns))
        for row in session.execute(select(*columns).where(says, stays(table, ids))):
            count += any(alone.search(text) is not None for text in row if text)
    return count >= OFTEN


def stays(table: Table, ids: frozenset[str]) -> object:
    """Return the condition that a row of `table` does not go with the partner of these ids."""
    binding = [table.c[name] for name, binds in references(table).items() if binds]
    return and_(True, *(or_(column.is_(None), column.not_in(ids)) for column in binding))
