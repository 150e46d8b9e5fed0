"""By what an erased partner is known: the checksums of its ids and of its names in their country, nothing else."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.imports.duplicates import bare
from cci_data.models import Erasure


def digest(partner_id: str) -> str:
    """Return the checksum by which an erased partner is known: SHA-256 of its id in UTF-8."""
    return hashlib.sha256(partner_id.encode()).hexdigest()


def name_digest(name: str, country_code: str | None) -> str:
    """Return the checksum by which an erased partner is known by name: as duplicates are, within its country."""
    return hashlib.sha256(f"{bare(name)} in {country_code}".encode()).hexdigest()


def is_erased(session: Session, partner_id: str) -> bool:
    """Tell whether a partner with this id was erased."""
    return session.scalar(select(Erasure.erased_at).where(Erasure.digest == digest(partner_id))) is not None
