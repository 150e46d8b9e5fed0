"""Which sectors are covered where: the matrix of sectors and countries, and what stands out in it."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.models import Country, Sector, Service
from cci_data.queries.everyone import counts_under
from cci_data.queries.frames import frame
from cci_data.queries.partners import partners
from cci_data.vocabulary import APART, COVERAGE_STATES, CROSS_SECTORAL, NOT_STATED


def _placed(session: Session, chosen: PartnerFilter) -> pd.DataFrame:
    """Return a row for each partner and sector under which it counts, the keys of APART among them."""
    found = partners(session, chosen=chosen)
    flags = zip(found["is_cross_sectoral"], found["sector_ids"], strict=True)
    under = pd.Series([counts_under(*each) for each in flags], index=found.index, dtype=object)
    return found[["partner_id", "country_codes"]].assign(sector_id=under).explode("sector_id")


def _named(session: Session, chosen: PartnerFilter) -> pd.DataFrame:
    """Return a row for each partner and sector that it names; whoever is cross-sectoral is added to none."""
    placed = _placed(session, chosen)
    return placed[~placed["sector_id"].isin(list(APART))]


def _apart(session: Session, chosen: PartnerFilter) -> dict[str, pd.DataFrame]:
    """Return the partners that stand beside the sectors: key of APART → a row for each."""
    placed = _placed(session, chosen)
    return {key: placed[placed["sector_id"] == key] for key in APART}


def sectors(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the sectors in their order, with the columns of the table `sector` and `partner_count`.

    Where the filter asks for sectors, those and the others that its partners name: what it leaves out is not lacking.
    """
    found = frame(session, select(Sector.__table__).order_by(Sector.position))
    named = _named(session, chosen)["sector_id"].value_counts()
    found["partner_count"] = found["sector_id"].map(named).fillna(0).astype(int)
    return _asked_or_found(found, "sector_id", chosen.sector)


def _asked_or_found(found: pd.DataFrame, column: str, options: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows that a filter asks for and those in which somebody is; all where it asks for none."""
    if not options:
        return found
    return found[found[column].isin(options) | (found["partner_count"] > 0)].reset_index(drop=True)


def _by_country(found: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each row and each of its `country_codes`, in the column country_code; none where it has none."""
    each = found.explode("country_codes").dropna(subset="country_codes")
    return each.drop(columns="country_code", errors="ignore").rename(columns={"country_codes": "country_code"})


def countries(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the network's countries by name, with the columns of the table `country` and `partner_count`.

    A partner counts in each of its countries: the sum may be more than there are partners. Where the filter asks for
    countries, those and the others in which its partners are.
    """
    found = frame(session, select(Country.__table__).order_by(Country.name))
    located = _by_country(partners(session, chosen=chosen))["country_code"].value_counts()
    found["partner_count"] = found["country_code"].map(located).fillna(0).astype(int)
    return _asked_or_found(found, "country_code", chosen.country)


def coverage(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the matrix of sectors and countries in long form, sectors in their order, countries by name.

    Columns: sector_id, sector, country_code, country, partner_count, state (a key of `COVERAGE_STATES`).
    Sectors and countries are those of `sectors` and `countries`. A country where no partner has named a particular
    sector is `unstated` throughout: an empty cell there says nothing about the sector. A partner counts in each of its
    countries, so totals come from `split`. Cross-sectoral partners are in no cell; see `apart`.
    """
    named = _by_country(_named(session, chosen))
    counted = named[["sector_id", "country_code"]].value_counts()
    # Who names other sectors than those asked for speaks, too: then nobody known is in the ones asked for.
    speaking = set(_by_country(_named(session, chosen.without_fields(["sector"])))["country_code"])
    columns = countries(session, chosen=chosen)[["country_code", "name"]].to_numpy()
    rows = []
    for sector_id, label in sectors(session, chosen=chosen)[["sector_id", "label"]].to_numpy():
        for code, country in columns:
            number = int(counted.get((sector_id, code), 0))
            rows.append((sector_id, label, code, country, number, _state(number, code in speaking)))
    return pd.DataFrame(rows, columns=["sector_id", "sector", "country_code", "country", "partner_count", "state"])


def _state(number: int, is_speaking: bool) -> str:
    if number:
        return "one" if number == 1 else "several"
    return "none" if is_speaking else "unstated"


def apart(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return what stands beside the matrix: cross-sectoral partners, and those that have stated no sector.

    Columns as in `coverage` without `state`; sector_id is `cross-sectoral` or `not-stated`.
    """
    everywhere = countries(session, chosen=chosen)[["country_code", "name"]].to_numpy()
    rows = []
    for sector_id, found in _apart(session, chosen).items():
        counted = _by_country(found)["country_code"].value_counts()
        rows += [(sector_id, APART[sector_id], code, name, int(counted.get(code, 0))) for code, name in everywhere]
    return pd.DataFrame(rows, columns=["sector_id", "sector", "country_code", "country", "partner_count"])


@dataclass(frozen=True)
class Standout:
    """What stands out in the coverage.

    uncovered, single: labels of sectors that nobody, and that one partner alone, has named; has_sectors: whether any
    sector is on record.
    """

    uncovered: tuple[str, ...]
    single: tuple[str, ...]
    has_sectors: bool


def standout(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> Standout:
    """Return what stands out in the coverage by the partners that fit, computed from their own sectors."""
    found = sectors(session, chosen=chosen)
    return Standout(
        uncovered=tuple(found.loc[found["partner_count"] == 0, "label"]),
        single=tuple(found.loc[found["partner_count"] == 1, "label"]),
        has_sectors=bool(len(found)),
    )


@dataclass(frozen=True)
class Split:
    """How the partners that fit a filter stand to the matrix, each once.

    named: they name sectors; cross_sectoral, not_stated: they stand apart; without_country: of all of them, those that
    are in no column, as their country is not known.
    """

    named: int
    cross_sectoral: int
    not_stated: int
    without_country: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.named + self.cross_sectoral + self.not_stated


def split(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> Split:
    """Return how the partners that fit a filter stand to the matrix of sectors and countries."""
    found = partners(session, chosen=chosen)
    beside = {key: len(rows) for key, rows in _apart(session, chosen).items()}
    return Split(
        named=_named(session, chosen)["partner_id"].nunique(),
        cross_sectoral=beside[CROSS_SECTORAL],
        not_stated=beside[NOT_STATED],
        without_country=int((found["country_codes"].map(len) == 0).sum()),
    )


def organisation_types(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return how many partners of each type each country has, each pair once, 0 where none is known.

    Columns: organisation_type, country_code, country, partner_count. Types by how common they are, countries by
    name; a partner without a type is under `Type not stated`, one with several countries is in each of them.
    """
    found = partners(session, chosen=chosen)[["organisation_type", "country_codes"]]
    found = found.fillna({"organisation_type": "Type not stated"})
    counted = _by_country(found).value_counts()
    types = found["organisation_type"].value_counts().index
    everywhere = countries(session, chosen=chosen)[["country_code", "name"]].itertuples(index=False)
    rows = [
        (organisation_type, code, country, int(counted.get((organisation_type, code), 0)))
        for code, country in everywhere
        for organisation_type in types
    ]
    columns = ["organisation_type", "country_code", "country", "partner_count"]
    return pd.DataFrame(rows, columns=columns)


def services(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the services in their order. Columns: service_id, label, partner_count (0: nobody has stated it)."""
    found = frame(session, select(Service.service_id, Service.label).order_by(Service.position))
    offered = partners(session, chosen=chosen)["services"].explode().value_counts()
    found["partner_count"] = found["label"].map(offered).fillna(0).astype(int)
    return found


def sector_counts(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the partners of each sector in order, then the two rows that stand apart.

    Columns: sector_id, sector (label), partner_count.
    """
    named = sectors(session, chosen=chosen)[["sector_id", "label", "partner_count"]].rename(columns={"label": "sector"})
    rows = [(key, APART[key], len(found)) for key, found in _apart(session, chosen).items()]
    beside = pd.DataFrame(rows, columns=list(named.columns))
    return pd.concat([named, beside], ignore_index=True)


def coverage_table(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the matrix as a person reads it: a row for each sector, a column for each country, with the states.

    A cell is the number of partners, `none known` or `nobody there has named a sector`; the last two rows stand apart.
    """
    cells = coverage(session, chosen=chosen)
    cells["cell"] = [
        str(number) if number else COVERAGE_STATES[state]
        for number, state in zip(cells["partner_count"], cells["state"], strict=True)
    ]
    beside = apart(session, chosen=chosen).assign(cell=lambda rows: rows["partner_count"].astype(str))
    both = pd.concat([cells, beside])
    wide = both.pivot(index="sector", columns="country", values="cell")
    return wide.loc[list(dict.fromkeys(both["sector"]))].reset_index().rename(columns={"sector": "Sector"})
