"""By what an erased partner is known: checksums of its ids, of its names in their country, and of ids made of those."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.history import key_text
from cci_data.imports.duplicates import bare
from cci_data.models import Erasure


def digest(partner_id: str) -> str:
    """Return the checksum by which an erased partner is known: SHA-256 of its id in UTF-8."""
    return hashlib.sha256(partner_id.encode()).hexdigest()


def name_digest(name: str, country_code: str | None) -> str:
    """Return the checksum by which an erased partner is known by name: as duplicates are, within its country."""
    return hashlib.sha256(f"{bare(name)} in {country_code}".encode()).hexdigest()


def record_digest(table: str, record_id: str) -> str:
    """Return the checksum of an id that a record had until it was renamed; no partner’s, as its table is in it."""
    return hashlib.sha256(f"{table} {key_text((record_id,))}".encode()).hexdigest()


def erased_at(session: Session, partner_id: str) -> datetime | None:
    """Return when a partner with this id was erased (UTC), None where none was."""
    return session.scalar(select(Erasure.erased_at).where(Erasure.digest == digest(partner_id)))
