"""By what an erased partner is known: the checksum of its id, and nothing else."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.models import Erasure


def digest(partner_id: str) -> str:
    """Return the checksum by which an erased partner is known: SHA-256 of its id in UTF-8."""
    return hashlib.sha256(partner_id.encode()).hexdigest()


def is_erased(session: Session, partner_id: str) -> bool:
    """Tell whether a partner with this id was erased."""
    return session.scalar(select(Erasure.erased_at).where(Erasure.digest == digest(partner_id))) is not None
