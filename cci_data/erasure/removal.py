"""What an erasure takes out of the database, and how that is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cci_data.erasure.mentions import ERASED
from cci_data.erasure.renaming import Renaming
from cci_data.language import count
from cci_data.models import Change
from cci_data.queries.history import shown

MOST_PLACES = 5


@dataclass(frozen=True)
class Mention:
    """Where a partner is mentioned: the record and column, the words, and for one that must stay the reason."""

    table: str
    record: str
    column: str
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Removal:
    """What an erasure takes out, or took out (`is_done`).

    ids: the present one and former ones. removed: rows by table; emptied: references that are emptied, by column.
    mentions: what is replaced; left: what stays, each with its reason; renamed: records that get another id.
    frozen: the slugs of frozen states that hold something of the partner, which goes there too.
    """

    partner_id: str
    name: str
    ids: frozenset[str]
    removed: Mapping[str, int]
    emptied: Mapping[str, int]
    mentions: tuple[Mention, ...]
    left: tuple[Mention, ...]
    renamed: tuple[Renaming, ...]
    frozen: tuple[str, ...] = ()
    is_done: bool = False

    def sentences(self) -> list[str]:
        """Say what is removed by table, which records are renamed and mentions replaced, and which stay and why."""
        kept = ["Kept: a checksum of the id, so that no file brings it back."] if self.is_done else []
        said = (self._of_rows(), self._of_ids(), self._of_mentions(), self._of_what_stays(), self._of_frozen_states())
        return [*(sentence for some in said for sentence in some), *kept]

    def _of_rows(self) -> Iterable[str]:
        tables = ", ".join(f"{name} {number}" for name, number in self.removed.items())
        begin = "Removed" if self.is_done else "To be removed"
        yield f"{begin}, of {self.name} ({', '.join(sorted(self.ids))}): {tables or 'no row'}."
        for column, number in self.emptied.items():
            yield f"{'Emptied' if self.is_done else 'To be emptied'}: {column} in {count(number, 'row')}."

    def _of_ids(self) -> Iterable[str]:
        begin = "Renamed" if self.is_done else "To be renamed"
        there = [one for one in self.renamed if one.is_there]
        for one in there:
            record = f"{one.table.replace('_', ' ')} {one.former}"
            yield f"{begin}: {record} → {one.present}; links with the former id lead nowhere."
        gone = len(self.renamed) - len(there)
        if gone:
            yield f"{begin}: {count(gone, 'record')} of which only the history tells."

    def _of_mentions(self) -> Iterable[str]:
        begin = f"{'Replaced' if self.is_done else 'To be replaced'} by {ERASED}"
        current = [mention for mention in self.mentions if mention.table != Change.__tablename__]
        for mention in current:
            yield f"{begin}: “{shown(mention.words)}” in {mention.record}, {mention.column}."
        remembered = len(self.mentions) - len(current)
        if remembered:
            yield f"{begin}: {count(remembered, 'mention')} in what is remembered of other records."

    def _of_what_stays(self) -> Iterable[str]:
        places: dict[tuple[str, str], list[str]] = {}
        for mention in self.left:
            about = places.setdefault((mention.words, mention.reason), [])
            about.append(f"{mention.record}, {mention.column}")
        for (words, reason), about in places.items():
            some = "; ".join(about[:MOST_PLACES])
            more = f"; and {len(about) - MOST_PLACES} more" if len(about) > MOST_PLACES else ""
            yield f"{'Left' if self.is_done else 'To be left'}: “{shown(words)}” in {some}{more}: {reason}."

    def _of_frozen_states(self) -> Iterable[str]:
        if self.frozen:
            begin = "Erased" if self.is_done else "To be erased"
            yield f"{begin} from {count(len(self.frozen), 'frozen state')} too: {', '.join(self.frozen)}."
