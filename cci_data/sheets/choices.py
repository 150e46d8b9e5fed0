"""Closed vocabularies in a cell: one word or several, by whatever name a person writes, or a sentence."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from rapidfuzz import fuzz, process

from cci_data.language import fold
from cci_data.sheets.cells import Unfit, as_text
from cci_data.vocabulary import (
    AREAS,
    CAUSES,
    CROSS_SECTORAL,
    EVENT_KINDS,
    IMPACT_FAMILIES,
    IMPACT_KINDS,
    NETWORK_COUNTRIES,
    ORGANISATION_TYPES,
    ORIGINS,
    OUTCOMES,
    PROJECT_ROLES,
    SOLUTION_KINDS,
    STATEMENT_KINDS,
    STEP_KINDS,
)

NEAR_ENOUGH = 72
# A part in double quotes is one only where it is quoted as a whole: "Latvijas Radio" SIA keeps its quotation marks.
PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"[^\S\n]*(?=[;\n]|\Z)|([^;\n]*))[;\n]?')
COUNTRY_NAMES = {
    "DK": ("Danmark", "Dänemark", "Tanska", "Taani", "Dānija", "Danija", "Dania", "Danmörk"),
    "EE": ("Eesti", "Estland", "Viro", "Igaunija", "Estija", "Eistland"),
    "FI": ("Suomi", "Finnland", "Soome", "Somija", "Suomija", "Finlandia"),
    "DE": ("Deutschland", "Tyskland", "Saksa", "Saksamaa", "Vācija", "Vokietija", "Niemcy", "Þýskaland"),
    "IS": ("Ísland", "Island", "Islanti", "Islandia", "Īslande", "Islandija"),
    "LV": ("Latvija", "Letland", "Lettland", "Läti", "Łotwa"),
    "LT": ("Lietuva", "Litauen", "Liettua", "Leedu", "Lietuva", "Litwa", "Litháen"),
    "NO": ("Norge", "Noreg", "Norwegen", "Norja", "Norra", "Norvēģija", "Norvegija", "Norwegia", "Noregur"),
    "PL": ("Polska", "Polen", "Puola", "Poola", "Polija", "Lenkija", "Pólland"),
    "SE": ("Sverige", "Schweden", "Ruotsi", "Rootsi", "Zviedrija", "Švedija", "Szwecja", "Svíþjóð"),
}


@dataclass(frozen=True)
class Choice:
    """One word of a closed vocabulary, by the stored word, the words on screen, or another name.

    what: what is expected, with its article; options: stored → on screen; others: stored → more names.
    is_by_code: whether a workbook shows the stored word rather than that on screen.
    """

    what: str
    options: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]] | None = None
    is_by_code: bool = False

    def __call__(self, value: Any) -> str:
        """Return the stored word; raises Unfit with the nearest."""
        return chosen(self.what, self.options, value, self.others or {}, is_by_code=self.is_by_code)

    def shown(self, stored: str) -> str:
        """Return a stored word as a workbook shows it."""
        return stored if self.is_by_code else self.options.get(stored, stored)

    @property
    def listed(self) -> list[str]:
        """What a drop-down list offers."""
        return [self.shown(stored) for stored in self.options]


def chosen(
    what: str,
    options: Mapping[str, str],
    value: Any,
    others: Mapping[str, tuple[str, ...]],
    *,
    is_by_code: bool = False,
) -> str:
    """Return which of `options` (stored → on screen) a cell means; raises Unfit with the nearest.

    others: stored → more names; is_by_code: whether a sentence names the stored word too.
    """
    text = as_text(value)
    names = _names(tuple(options.items()), tuple(others.items()))
    if fold(text) in names:
        return names[fold(text)]
    found = process.extractOne(fold(text), names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    if found is None:
        raise Unfit(text, what)
    near = names[found[0]]
    raise Unfit(text, what, f"{near}, {options[near]}" if is_by_code else options[near])


@lru_cache(maxsize=64)
def _names(options: tuple[tuple[str, str], ...], others: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """Return every name of a vocabulary, folded → stored: by its code, on screen, and others."""
    names = {fold(name): stored for stored, several in others for name in several}
    return names | {fold(words): stored for stored, words in options} | {fold(stored): stored for stored, _ in options}


def pieces(value: Any) -> list[str]:
    """Return the parts of a list that a cell holds, set apart by semicolons or lines, each once.

    A part that holds a semicolon stands in double quotes. Raises Unfit where there is nothing between the semicolons:
    that is neither a blank cell nor an emptied one.
    """
    found = (quoted.replace('""', '"') or plain for quoted, plain in PART.findall(as_text(value)))
    parts = list(dict.fromkeys(part.strip() for part in found if part.strip()))
    if not parts:
        raise Unfit(value, "at least one item, or - for none,")
    return parts


def joined(parts: Iterable[str]) -> str:
    """Return a list as a cell holds it: what `pieces` takes apart again."""
    cell = io.StringIO()
    csv.writer(cell, delimiter=";", lineterminator="\n").writerow(parts)
    text = cell.getvalue().removesuffix("\n")
    return text if '"' in text else text.replace(";", "; ")


def as_texts(value: Any) -> list[str]:
    """Return a list of texts."""
    return pieces(value)


def one_by_one(choice: Callable[[Any], str]) -> Callable[[Any], list[str]]:
    """Return the validator of a list of choices; commas set apart too where no choice has one."""

    def as_choices(value: Any) -> list[str]:
        found: list[str] = []
        for part in pieces(value):
            found += _chosen_of(part, choice)
        return list(dict.fromkeys(found))

    return as_choices


def _chosen_of(part: str, choice: Callable[[Any], str]) -> Iterable[str]:
    try:
        return [choice(part)]
    except Unfit:
        words = [word.strip() for word in part.split(",") if word.strip()]
        if "," not in part or not words:
            raise
        return [choice(word) for word in words]


def as_sectors(value: Any, info: ValidationInfo) -> list[str]:
    """Return the ids of sectors; the context names them: {"sectors": {id: label}}."""
    return one_by_one(lambda part: chosen("a sector", info.context["sectors"], part, {}))(value)


def as_sectors_or_all(value: Any, info: ValidationInfo) -> list[str]:
    """Return the ids of sectors, or the word for serving them all."""
    options = info.context["sectors"] | {CROSS_SECTORAL: CROSS_SECTORAL}
    return one_by_one(lambda part: chosen("a sector", options, part, {}))(value)


def as_services(value: Any, info: ValidationInfo) -> list[str]:
    """Return the ids of services; the context names them: {"services": {id: label}}."""
    return one_by_one(lambda part: chosen("a service", info.context["services"], part, {}))(value)


COUNTRY = Choice("a country", NETWORK_COUNTRIES, COUNTRY_NAMES, is_by_code=True)
AREA = Choice("a country or EU27_2020", AREAS, COUNTRY_NAMES, is_by_code=True)
TYPE = Choice("a type of organisation", {word: word for word in ORGANISATION_TYPES})
KIND_OF_EVENT = Choice("a kind of event", EVENT_KINDS)
KIND_OF_STATEMENT = Choice("a kind of statement", STATEMENT_KINDS)
ROLE = Choice("a role", PROJECT_ROLES)
ORIGIN = Choice("an origin", ORIGINS)
KIND_OF_STEP = Choice("a kind of step", STEP_KINDS)
CAUSE = Choice("what the network had to do with it", CAUSES)
OUTCOME = Choice("an outcome", OUTCOMES)
KIND_OF_SOLUTION = Choice("a kind of solution", SOLUTION_KINDS)
FAMILY = Choice("whose indicator it is", IMPACT_FAMILIES)
KIND_OF_INDICATOR = Choice("a kind of indicator", IMPACT_KINDS)

Texts = Annotated[list[str] | None, BeforeValidator(as_texts)]
Country = Annotated[str | None, BeforeValidator(COUNTRY), COUNTRY]
Countries = Annotated[list[str] | None, BeforeValidator(one_by_one(COUNTRY))]
Area = Annotated[str | None, BeforeValidator(AREA)]
OrganisationType = Annotated[str | None, BeforeValidator(TYPE), TYPE]
EventKind = Annotated[str | None, BeforeValidator(KIND_OF_EVENT), KIND_OF_EVENT]
StatementKind = Annotated[str | None, BeforeValidator(KIND_OF_STATEMENT), KIND_OF_STATEMENT]
Role = Annotated[str | None, BeforeValidator(ROLE), ROLE]
Origin = Annotated[str | None, BeforeValidator(ORIGIN), ORIGIN]
StepKind = Annotated[str | None, BeforeValidator(KIND_OF_STEP), KIND_OF_STEP]
Cause = Annotated[str | None, BeforeValidator(CAUSE), CAUSE]
Outcome = Annotated[str | None, BeforeValidator(OUTCOME), OUTCOME]
SolutionKind = Annotated[str | None, BeforeValidator(KIND_OF_SOLUTION), KIND_OF_SOLUTION]
ImpactFamily = Annotated[str | None, BeforeValidator(FAMILY), FAMILY]
ImpactKind = Annotated[str | None, BeforeValidator(KIND_OF_INDICATOR), KIND_OF_INDICATOR]
Sectors = Annotated[list[str] | None, BeforeValidator(as_sectors)]
SectorsOrAll = Annotated[list[str] | None, BeforeValidator(as_sectors_or_all)]
Services = Annotated[list[str] | None, BeforeValidator(as_services)]
