"""Which partners a view is about: one object for the map, the list, the figures, the exports and the addresses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from cci_data.language import fold
from cci_data.vocabulary import RECORD_STATUS

LONGEST_TEXT = 50
# With as many options of each kind, and the longest text, an address stays under 2,000 characters.
MOST_OPTIONS = 15
SEPARATOR = ","
EVERY, YES, NO = "all", "yes", "no"


@dataclass(frozen=True)
class Field:
    """A thing that partners are filtered by.

    label: its name on screen; everything: the words for no choice; is_many: several options may be chosen, of which a
    partner has to fit one (of sectors every one, where the filter says so).
    """

    label: str
    everything: str
    is_many: bool = False

    @property
    def most(self) -> int:
        """How many options may be chosen."""
        return MOST_OPTIONS if self.is_many else 1


FIELDS = {
    "country": Field("Country", "All countries", is_many=True),
    "sector": Field("Sector", "All sectors", is_many=True),
    "type": Field("Type", "All types of organisation", is_many=True),
    "service": Field("Service", "All services", is_many=True),
    "programme": Field("Programme", "All programmes"),
    "project": Field("Project", "All projects"),
    "event": Field("Event attended", "All events"),
    "across": Field("Works across sectors", "Whether or not"),
    "located": Field("Has a place", "With and without"),
    "status": Field("Record status", "All records"),
}
# Options that are there whatever the data says.
FIXED = {
    "across": {YES: "Several sectors, or all", NO: "One sector"},
    "located": {YES: "Has a place", NO: "No known place"},
    "status": RECORD_STATUS,
}


@dataclass(frozen=True)
class PartnerFilter:
    """What partners have to fit: for each field the chosen options, none for everybody.

    country: codes; sector: ids, `cross-sectoral`, `not-stated`; sectors: `all` where every chosen sector has to fit
    rather than one; type, programme: as `slug` has them; service, project, event: ids; across, located: `yes` or `no`;
    status: where the record comes from, a key of RECORD_STATUS; text: words that all occur in a name, another name or
    a city.
    """

    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    sectors: str = ""
    type: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    text: str = ""

    def chosen(self, field: str) -> tuple[str, ...]:
        """Return the chosen options of a field."""
        return getattr(self, field)

    def parts(self) -> Iterator[tuple[str, str]]:
        """Return everything that is chosen, one by one: (field, option), the text last as (`text`, its words)."""
        yield from ((field, option) for field in FIELDS for option in self.chosen(field))
        if self.text:
            yield "text", self.text

    def without(self, field: str, option: str) -> "PartnerFilter":
        """Return the filter without one of its parts."""
        if field == "text":
            return replace(self, text="")
        return self.with_options(field, (other for other in self.chosen(field) if other != option))

    def with_options(self, field: str, options: Iterable[str]) -> "PartnerFilter":
        """Return the filter with other options of a field."""
        return replace(self, **{field: tuple(dict.fromkeys(options))})

    def without_fields(self, dropped: Iterable[str]) -> "PartnerFilter":
        """Return the filter without all that it asks of some fields, `text` among them."""
        return replace(self, **{field: "" if field == "text" else () for field in dropped})

    def parameters(self) -> dict[str, str]:
        """Return the filter as parameters of an address, without those that say nothing; `read` reads them."""
        found = {field: SEPARATOR.join(self.chosen(field)) for field in FIELDS}
        found |= {"sectors": self.sectors if len(self.sector) > 1 else "", "text": self.text}
        return {name: value for name, value in found.items() if value}


EVERYBODY = PartnerFilter()
WITHOUT_PLACE = PartnerFilter(located=(NO,))
PARAMETERS = tuple(field.name for field in fields(PartnerFilter))


def read(parameters: Mapping[str, str]) -> PartnerFilter:
    """Return the filter that the parameters of an address ask for; other parameters are none of its business.

    Which options there are is for the data to say (`Roster.unknown`, `Roster.known`). What is too much is left out, and
    `cut` says so: options beyond MOST_OPTIONS, text beyond LONGEST_TEXT characters.
    """
    found = {name: _options(name, parameters)[: field.most] for name, field in FIELDS.items()}
    # With fewer than two sectors, one of them and all of them is the same.
    is_every = parameters.get("sectors", "").strip() == EVERY and len(found["sector"]) > 1
    text = _text(parameters)[:LONGEST_TEXT].strip()
    return PartnerFilter(**found, sectors=EVERY if is_every else "", text=text if fold(text) else "")


def _options(name: str, parameters: Mapping[str, str]) -> tuple[str, ...]:
    options = (option.strip() for option in parameters.get(name, "").split(SEPARATOR))
    return tuple(dict.fromkeys(option for option in options if option))


def _text(parameters: Mapping[str, str]) -> str:
    return " ".join(parameters.get("text", "").split())


def cut(parameters: Mapping[str, str]) -> list[str]:
    """Return sentences on what `read` leaves out of an address: too long a text, too many options, a word for `all`."""
    found, text = [], _text(parameters)
    if len(text) > LONGEST_TEXT:
        found.append(f"The text has {len(text)} characters; the first {LONGEST_TEXT} are used.")
    elif text and not fold(text):
        found.append("The text has no letter or digit to look for; it is left out.")
    for name, field in FIELDS.items():
        number = len(_options(name, parameters))
        if number > field.most:
            used = f"the first {field.most} are used" if field.is_many else "the first is used"
            found.append(f"{field.label} has {number} options; {used}.")
    if parameters.get("sectors", "").strip() not in ("", "any", EVERY):
        found.append("What the sectors have to fit is “any” or “all”; any of them is used.")
    return found
