"""A partner is erased on request: its rows, what is remembered of it, and every mention of it in a text of ours.

Records whose id was made of its name get another id. What stays is that somebody with this id was erased, as a
checksum of the id, so that nothing brings it back; the same of the former ids of records.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches

from sqlalchemy import ColumnElement, Engine, Table, Update, and_, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cci_data.erasure.mentions import Called
from cci_data.erasure.names import called, ordinary_words, others
from cci_data.erasure.planning import Plan, make_plan
from cci_data.erasure.removal import Removal
from cci_data.erasure.renaming import rename
from cci_data.erasure.tombstones import digest, erased_at, name_digest
from cci_data.frozen.states import rewrite
from cci_data.history import Key, slices, wait_for_other_writers
from cci_data.language import day, fold
from cci_data.models import Base, Change, Erasure, FormerPartner, Import, Partner
from cci_data.progress import Tell, silent
from cci_data.queries.history import changes_about, ids_of, references

SECONDS_TO_WAIT_FOR_READERS = 5


class ErasureProblem(Exception):
    """A partner cannot be erased; the message is a sentence that says why and what to do."""


def find_erasure(session: Session, partner_id: str, *, also: Sequence[str] = (), tell: Tell = silent) -> Removal:
    """Return what erasing a partner would take out; nothing is written.

    partner_id: the present id or a former one. also: names that the database does not know, or that stay because they
    are ordinary words, to be replaced as well. Raises ErasureProblem where nothing is known of such a partner.
    """
    removal, _, known = _worked_out(session, partner_id, also, tell)
    return replace(removal, frozen=_erase_in_frozen(session, removal, known, None, tell))


def erase(session: Session, partner_id: str, at: datetime, tell: Tell = silent, *, also: Sequence[str] = ()) -> Removal:
    """Erase a partner from every table; the caller commits, then calls `scrub`. Returns what was taken out.

    at: when (UTC), for the tombstone. also: see `find_erasure`. Raises ErasureProblem; then nothing is written.
    """
    wait_for_other_writers(session)
    removal, plan, known = _worked_out(session, partner_id, also, tell)
    _carry_out(session, removal, plan, at, tell)
    frozen = _erase_in_frozen(session, removal, known, at, tell)
    return replace(removal, frozen=frozen, is_done=True)


def _carry_out(session: Session, removal: Removal, plan: Plan, at: datetime, tell: Tell) -> None:
    if session.get_bind().dialect.name == "sqlite":
        # What is deleted is overwritten with zeros; free pages of old are a matter for `scrub`.
        session.execute(text("PRAGMA secure_delete = ON"))
    for done, (table, key, values) in enumerate(plan.edits, start=1):
        session.execute(update(table).where(_is_row(table, key)).values(values))
        tell("replacing mentions", done, len(plan.edits))
    for some in slices(plan.forget):
        session.execute(_mark_incomplete(some))
        session.execute(delete(Change).where(Change.change_id.in_(some)))
    session.execute(delete(Partner).where(Partner.partner_id.in_(removal.ids)))
    rename(session, (one for one in plan.renamed if one.is_there))
    there = set(session.scalars(select(Erasure.digest)))
    session.add_all(Erasure(digest=key, erased_at=at) for key in sorted(plan.tombstones - there))
    session.flush()
    session.expire_all()


def _erase_in_frozen(
    session: Session, removal: Removal, known: Called, at: datetime | None, tell: Tell
) -> tuple[str, ...]:
    """Erase a partner from the frozen states too, and return the slugs of those that held something of it.

    known: what it goes by today, under which a state may not know it. at: None to look only.
    """
    found: list[str] = []

    def look(slug: str, there: Session) -> bool:
        its, plan, _ = _worked_out(there, removal.partner_id, (), tell, known)
        if its.removed or its.emptied or plan.edits or plan.renamed:
            found.append(slug)
            if at is not None:
                _carry_out(there, its, plan, at, tell)
        return at is not None and slug in found

    rewrite(session, look)
    return tuple(found)


def keep_erased(session: Session, tombstones: Mapping[str, datetime]) -> None:
    """Erase from all frozen states who was erased, as tombstones say (checksum → when), and is in them again.

    So it is where they come from a backup. The caller commits.
    """

    def look(_slug: str, there: Session) -> bool:
        again = [key for key in there.scalars(select(Partner.partner_id)).all() if digest(key) in tombstones]
        for key in again:
            removal, plan, _ = _worked_out(there, key, (), silent)
            _carry_out(there, removal, plan, tombstones[digest(key)], silent)
        return bool(again)

    if tombstones:
        rewrite(session, look)


def _mark_incomplete(forgotten: list[int]) -> Update:
    """Return the statement that marks imports which parted the erased partner from another.

    To take such a one back would be to merge the two again; of that only the half is left in which the other goes.
    """
    log = Change.__table__
    parted = (log.c.table_name == FormerPartner.__tablename__) & log.c.after.is_(None)
    imports = select(log.c.import_id).where(log.c.change_id.in_(forgotten), parted)
    return update(Import).where(Import.import_id.in_(imports)).values(is_incomplete=True)


def scrub(engine: Engine) -> None:
    """Take what an erasure deleted out of the files of the database too; after the commit, in no transaction.

    SQLite rewrites its file. PostgreSQL rewrites our tables, one after the other, each in its turn locked for as long
    as that takes; where readers keep one busy it is given up after a few seconds. Raises ErasureProblem where it cannot
    be done; then the partner is erased all the same, and this can be asked for again.
    """
    try:
        if engine.dialect.name == "sqlite":
            with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            _rewrite_tables(engine)
    except (DBAPIError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        by_hand = "VACUUM" if engine.dialect.name == "sqlite" else "VACUUM FULL"
        raise ErasureProblem(
            "The partner is erased, but the files of the database may still hold traces of it that no query shows "
            f"({reason}). When nobody uses the database, run on it: {by_hand}"
        ) from error


def _rewrite_tables(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = '{SECONDS_TO_WAIT_FOR_READERS}s'"))
        try:
            for name in Base.metadata.tables:
                connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
        finally:
            connection.execute(text("RESET lock_timeout"))


def _worked_out(
    session: Session, partner_id: str, also: Sequence[str], tell: Tell, known: Called | None = None
) -> tuple[Removal, Plan, Called]:
    """Return what erasing a partner takes out, how, and what else has to be looked for elsewhere.

    known: what the partner goes by elsewhere; then it need not be here at all.
    """
    elsewhere = known or Called()
    ids = ids_of(session, partner_id).union(*(ids_of(session, one) for one in elsewhere.ids))
    about = changes_about(session, ids)
    own = session.execute(
        select(Partner.partner_id, Partner.name, Partner.country_code).where(Partner.partner_id.in_(ids))
    ).first()
    if own is None and not about and known is None:
        raise ErasureProblem(_unknown(session, partner_id))
    also = (*also, *elsewhere.names)
    who, everybody_else = called(session, ids, about, also), others(session, ids)
    who = replace(who, sites=who.sites | elsewhere.sites)
    ordinary = ordinary_words(session, who, everybody_else) - {fold(name) for name in also}
    plan = make_plan(session, who, everybody_else, ordinary, about, tell)
    names = frozenset(name for name in who.names if fold(name) not in ordinary)
    country = own.country_code if own else None
    plan.tombstones |= {*map(digest, ids), *(name_digest(name, country) for name in names)}
    removal = Removal(
        partner_id=own.partner_id if own else partner_id,
        name=own.name if own else min(who.names, default=partner_id),
        ids=ids,
        removed=_removed(session, ids, plan),
        emptied=_emptied(session, ids),
        mentions=tuple(dict.fromkeys(plan.mentions)),
        left=tuple(dict.fromkeys(plan.left)),
        renamed=plan.renamed,
    )
    return removal, plan, replace(who, names=names)


def _removed(session: Session, ids: frozenset[str], plan: Plan) -> dict[str, int]:
    removed = _going(session, Partner.__table__, Partner.partner_id.in_(ids))
    removed[Change.__tablename__] = len(plan.forget)
    return {name: number for name, number in removed.items() if number}


def _unknown(session: Session, partner_id: str) -> str:
    when = erased_at(session, partner_id)
    if when is not None:
        return f"The partner {partner_id} was erased on {day(when)}; nothing is left of it."
    near = get_close_matches(partner_id, list(session.scalars(select(Partner.partner_id))), n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no partner {partner_id}, and none is remembered.{hint} Give the id of a partner."


def _going(session: Session, table: Table, which: ColumnElement[bool]) -> dict[str, int]:
    """Count the rows that go, with all that goes with them."""
    found = {table.name: session.scalar(select(func.count()).select_from(table).where(which)) or 0}
    for other in Base.metadata.sorted_tables if found[table.name] else ():
        for key in other.foreign_keys:
            if key.column.table is table and key.ondelete == "CASCADE" and other is not table:
                for name, number in _going(session, other, key.parent.in_(select(key.column).where(which))).items():
                    found[name] = found.get(name, 0) + number
    return found


def _emptied(session: Session, ids: frozenset[str]) -> dict[str, int]:
    found = {}
    for table in Base.metadata.sorted_tables:
        for name in (name for name, binds in references(table).items() if not binds):
            number = session.scalar(select(func.count()).select_from(table).where(table.c[name].in_(ids)))
            found |= {f"{table.name}.{name}": number} if number else {}
    return found


def _is_row(table: Table, key: Key) -> ColumnElement[bool]:
    return and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))
