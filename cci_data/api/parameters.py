"""What an address may be asked for: its parameters, what they may say, and what is wrong with what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from starlette.datastructures import QueryParams

from cci_data.api.problems import Problem, quoted
from cci_data.filters import FIELDS, LONGEST_TEXT, MOST_OPTIONS, SEPARATOR
from cci_data.language import count, listed, slug
from cci_data.queries.roster import Roster
from cci_data.vocabulary import AREAS, EVENT_KINDS, NETWORK_COUNTRIES

MOST_ROWS = 10**9
YEARS = (1900, 2200)
# Longer lists of options are neither said in a sentence nor in the description.
MOST_SAID, MOST_DESCRIBED = 20, 200
YES_OR_NO = {"yes": "with them, marked", "no": "without them"}


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address.

    options: what it may say, with the words for it; is_many: several of them, set apart by a comma, up to MOST_OPTIONS;
    whole: the smallest and largest of a whole number; longest: the most characters of a text; is_required: nothing is
    answered without it.
    """

    name: str
    meaning: str
    options: Mapping[str, str] = field(default_factory=dict)
    is_many: bool = False
    whole: tuple[int, int] | None = None
    longest: int = 0
    is_required: bool = False

    def complaints(self, value: str) -> Iterable[str]:
        """Return what of a value does not fit, in sentences, options aside."""
        written = [option.strip() for option in value.split(SEPARATOR)]
        if not value.strip():
            yield f"{self.name} is blank, and blank is not all."
        elif self.whole:
            low, high = self.whole
            if not (value.isascii() and value.isdigit() and len(value) < 19 and low <= int(value) <= high):
                yield f"{self.name} is {quoted(value)}; it is a whole number from {low} to {high}."
        elif self.longest and len(value) > self.longest:
            yield f"{self.name} has {len(value)} characters; it may have {self.longest}."
        elif self.is_many and (len(written) > MOST_OPTIONS or not all(written)):
            yield f"{self.name} has {count(len(written), 'option')}; it may have {MOST_OPTIONS}, none of them blank."

    def canonical(self, value: str) -> str:
        """Return a value of the right form as it is kept: options as they are on record, once; blanks and zeros gone.

        Raises Problem where an option is not on record.
        """
        if self.whole:
            return str(int(value))
        if not self.options:
            return " ".join(value.split())
        found = {option: self.find(option) for option in (value.split(SEPARATOR) if self.is_many else [value])}
        for option, known in found.items():
            if known is None:
                raise unknown_option(self, option)
        return SEPARATOR.join(dict.fromkeys(found.values()))

    def find(self, asked: str) -> str | None:
        """Return the option that an address means, by the rule of `Roster.known`: `lv` is LV; None for none."""
        return asked if asked in self.options else self._by_slug.get(slug(asked))

    @cached_property
    def _by_slug(self) -> Mapping[str, str]:
        return {slug(option): option for option in self.options if slug(option)}


LIMIT = Parameter("limit", "how many rows at most; without it, all of them", whole=(1, MOST_ROWS))
OFFSET = Parameter("offset", "how many rows to leave out before the first", whole=(0, MOST_ROWS))
PAGING = (LIMIT, OFFSET)
COVERED = Parameter(
    "covered", "which of them, by their partners", {"yes": "those that have any", "no": "those that have none"}
)

PERIOD = Parameter(
    "period",
    "a year (2024), a half-year (2024-H1), several years (2021-2027), or all; without it, all years until today",
    longest=9,
)


def partner_parameters(roster: Roster) -> tuple[Parameter, ...]:
    """Return the parameters by which partners are chosen, as the pages have them; their options are those on record."""
    fields = (
        Parameter(name, f"{it.label}, {'any of' if it.is_many else 'one of'}", roster.options[name].labels, it.is_many)
        for name, it in FIELDS.items()
    )
    every = {"any": "one of the sectors is enough", "all": "every sector has to fit"}
    return (
        *fields,
        Parameter("sectors", "whether any or all of several sectors have to fit", every),
        Parameter("text", "words that all occur in a name, another name or a city", longest=LONGEST_TEXT),
    )


def event_parameters(sectors: Mapping[str, str], events: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the parameters by which events are chosen; sectors, events: ID → words."""
    return (
        Parameter("country", "country where it takes place or that it concerns", NETWORK_COUNTRIES),
        Parameter("kind", "what sort of event", EVENT_KINDS),
        Parameter("sector", "sector that it is about", sectors),
        Parameter("event", "this event alone", events),
        Parameter("illustrative", "whether events that are made up to show are there too", YES_OR_NO),
    )


def good_practice_parameters(partners: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the parameters by which good practices are chosen; partners: ID → name."""
    return (
        Parameter("country", "country of the practice, or of a partner behind it", NETWORK_COUNTRIES),
        Parameter("partner", "partner behind it", partners),
    )


def indicator_parameters(indicators: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the parameters by which values of indicators are chosen; indicators: ID → words."""
    return (
        Parameter("indicator", "series, any of", indicators, is_many=True),
        Parameter("country", "countries, any of; EU27_2020 is the European Union", AREAS, is_many=True),
        Parameter("from", "first year", whole=YEARS),
        Parameter("to", "last year", whole=YEARS),
    )


def impact_parameters(programmes: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the parameters by which figures of impact are chosen; programmes: ID → words."""
    return (PERIOD, Parameter("programme", "one funding programme alone; without it, all", programmes))


def impact_indicator(indicators: Mapping[str, str]) -> Parameter:
    """Return the parameter that says behind which figures of impact the rows are; indicators: ID → words."""
    return Parameter("indicator", "figures, any of; without it, all of them", indicators, is_many=True)


def read_parameters(query: QueryParams, known: Sequence[Parameter]) -> dict[str, str]:
    """Return what an address asks for: {name: value}.

    Raises Problem where a parameter is not known, is there twice, or has a value of the wrong form.
    """
    by_name = {parameter.name: parameter for parameter in known}
    if unknown := [name for name in query if name not in by_name]:
        detail = f"There is no parameter {listed(map(quoted, unknown), 3)}."
        remedy = f"Choose by {listed(by_name)}." if by_name else "This address takes no parameters: leave it out."
        raise Problem("unknown-parameter", detail, remedy)
    for name in query:
        if len(query.getlist(name)) > 1:
            detail = f"{name} is there {len(query.getlist(name))} times."
            raise Problem("unfit-value", detail, f"Give {name} once; where several options are allowed, put commas.")
    asked = dict(query.items())
    for name, value in asked.items():
        for complaint in by_name[name].complaints(value):
            raise Problem("unfit-value", complaint, f"Change {name}, or leave it out: {by_name[name].meaning}.")
    return {name: _tidy(value) if by_name[name].is_many else value for name, value in asked.items()}


def _tidy(options: str) -> str:
    return SEPARATOR.join(option.strip() for option in options.split(SEPARATOR))


def canonical(asked: Mapping[str, str], known: Sequence[Parameter]) -> dict[str, str]:
    """Return what is asked for of the parameters `known`, in their order, in the one way in which each value is kept.

    Two addresses that mean the same have then the same parameters. Raises Problem where an option is not on record.
    """
    return {each.name: each.canonical(asked[each.name]) for each in known if each.name in asked}


def unknown_option(parameter: Parameter, option: str) -> Problem:
    """Return what to say of an option that is not on record."""
    options = f"one of {listed(parameter.options)}" if len(parameter.options) <= MOST_SAID else "one that is on record"
    return Problem(
        "unknown-option",
        f"{parameter.name} has no option {quoted(option)}.",
        f"Use {options}; /api/openapi.json describes each parameter.",
    )
