"""What was brought in, when and by whom, and what each value was before."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cci_data.columns import Identifier, UtcDateTime, one_of
from cci_data.models.base import Base
from cci_data.vocabulary import IMPORT_KINDS


class Import(Base):
    """Something that was brought in as a whole: stored whole, remembered whole, and taken back whole."""

    __tablename__ = "import"
    __table_args__ = (one_of("kind", IMPORT_KINDS),)

    import_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the import")
    kind: Mapped[str] = mapped_column(String(12), comment="workbook, statistics, undo or turn")
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when it was stored (UTC)")
    imported_by: Mapped[str] = mapped_column(Text, comment="who did it; never public")
    added_count: Mapped[int] = mapped_column(comment="rows that came")
    changed_count: Mapped[int] = mapped_column(comment="rows of which a value changed")
    removed_count: Mapped[int] = mapped_column(comment="rows that went")
    is_incomplete: Mapped[bool] = mapped_column(
        default=False, comment="it parted two partners, of which one was erased since"
    )
    undoes_import_id: Mapped[int | None] = mapped_column(
        ForeignKey("import.import_id", ondelete="CASCADE"), comment="the import that this one takes back"
    )


class ImportFile(Base):
    """A file of an import."""

    __tablename__ = "import_file"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("import.import_id", ondelete="CASCADE"), primary_key=True, comment="the import"
    )
    position: Mapped[int] = mapped_column(primary_key=True, comment="order on the command line, from 1")
    name: Mapped[str] = mapped_column(Text, comment="name of the file, without its folder")
    sha256: Mapped[str] = mapped_column(String(64), comment="checksum of its bytes")


class Change(Base):
    """What an import did to a row: it came, it went, or one of its values changed."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_table_name_record_key", "table_name", "record_key"),)

    change_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the change, in the order of events")
    import_id: Mapped[int] = mapped_column(
        ForeignKey("import.import_id", ondelete="CASCADE"), index=True, comment="what it came with"
    )
    table_name: Mapped[str] = mapped_column(String(40), comment="the table of the row")
    record_key: Mapped[str] = mapped_column(Text, comment="the key of the row, as a JSON array")
    column_name: Mapped[str | None] = mapped_column(String(40), comment="the value that changed; empty: the whole row")
    before: Mapped[str | None] = mapped_column(Text, comment="the former value or row as JSON; empty: the row came")
    after: Mapped[str | None] = mapped_column(Text, comment="the new value or row as JSON; empty: the row went")
    partner_id: Mapped[Identifier | None] = mapped_column(
        index=True, comment="the partner that the row is about, also when it is gone"
    )


class FormerPartner(Base):
    """The id of a partner that was merged into another: links with it go on working."""

    __tablename__ = "former_partner"

    former_id: Mapped[Identifier] = mapped_column(primary_key=True, comment="the id that was")
    partner_id: Mapped[Identifier] = mapped_column(
        ForeignKey("partner.partner_id", ondelete="CASCADE"), index=True, comment="the partner that it leads to"
    )


class Erasure(Base):
    """That a partner was erased on request; says whom only to those who know it already."""

    __tablename__ = "erasure"

    digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of an id, or of a name and country"
    )
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when (UTC)")
