"""Which states of the data were given a name and kept."""

from datetime import datetime

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cci_data.models import Erasure, FrozenState
from cci_data.queries.frames import frame

DESCRIBED = (FrozenState.slug, FrozenState.name, FrozenState.frozen_at, FrozenState.partner_count, FrozenState.sha256)


def frozen_states(session: Session) -> pd.DataFrame:
    """Return the frozen states, the latest first.

    Columns: slug, name, frozen_at (`datetime`, UTC), partner_count (illustrative ones not counted), sha256 (of its
    content), byte_count (of its content).
    """
    size = func.length(FrozenState.content).label("byte_count")
    latest_first = (FrozenState.frozen_at.desc(), FrozenState.slug)
    return frame(session, select(*DESCRIBED, size).order_by(*latest_first))


def frozen_content(session: Session, *, slug: str) -> bytes | None:
    """Return what a frozen state is made of (see `frozen.content`), None where there is none of that slug."""
    return session.scalar(select(FrozenState.content).where(FrozenState.slug == slug))


def erased_since(session: Session, *, moment: datetime) -> int:
    """Return how many times a partner was erased after a moment (aware): from all records, frozen ones too.

    What is remembered of an erasure, in several checksums, has one moment.
    """
    return session.scalar(select(func.count(Erasure.erased_at.distinct())).where(Erasure.erased_at > moment)) or 0
