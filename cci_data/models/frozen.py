"""The network as it was at a moment that somebody gave a name."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import Identifier, UtcDateTime
from cci_data.models.base import Base


class FrozenState(Base):
    """Everything that pages show, as it was at a moment; later imports and migrations leave it as it is."""

    __tablename__ = "frozen_state"

    slug: Mapped[Identifier] = mapped_column(primary_key=True, comment="stable name, used in links")
    name: Mapped[str] = mapped_column(Text, comment="name on screen, such as that of a meeting")
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="the moment (UTC)")
    revision: Mapped[str] = mapped_column(String(32), comment="the migration that the tables were at")
    partner_count: Mapped[int] = mapped_column(comment="partners on record then, illustrative ones not counted")
    content: Mapped[bytes] = mapped_column(LargeBinary, comment="the tables, as a packed archive")
    sha256: Mapped[str] = mapped_column(String(64), comment="checksum of the content")
