"""Where everybody stands: the points on the map, laid out so that those of any filter are found at once."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.models import Country, Partner, Place
from cci_data.queries.frames import frame, shared
from cci_data.queries.roster import roster
from cci_data.vocabulary import ILLUSTRATIVE


@dataclass(frozen=True)
class Ground:
    """The points on the map, and for each partner that stands at one a line; to be read only.

    points: one row for each point, by city, with the columns that name it, and room for who stands there. Of each
    line: at, the row of its point; partners, the row of its partner in the roster; ids, names: that partner's. Lines
    are in the order of both.
    """

    points: pd.DataFrame
    at: np.ndarray
    partners: np.ndarray
    ids: np.ndarray
    names: np.ndarray

    def standing(self, fits: np.ndarray) -> pd.DataFrame:
        """Return the points at which some partners stand: the frame of `queries.partners.places`.

        fits: True or False for each partner of the roster.
        """
        lines = fits[self.partners]
        counts = np.bincount(self.at[lines], minlength=len(self.points))
        # All columns are there already: one more would have the index of their names made anew, which takes longest.
        found = self.points[counts > 0].reset_index(drop=True)
        counts = counts[counts > 0]
        ends = np.cumsum(counts).tolist()
        starts = [0, *ends[:-1]]
        for column, values in {"partner_ids": self.ids, "partner_names": self.names}.items():
            of_lines = values[lines].tolist()
            each = [tuple(of_lines[start:end]) for start, end in zip(starts, ends, strict=False)]
            found[column] = pd.Series(each, index=found.index, dtype=object)
        found["partner_count"] = counts
        return found


def ground(session: Session) -> Ground:
    """Return where the partners of the roster stand; it hangs on no filter."""
    everyone = shared(session, roster).everyone
    there = everyone[["partner_id", "name"]].rename_axis("row").reset_index().merge(points(session), on="partner_id")
    there = there.assign(order=there["city"].map(fold)).sort_values(["order", "place_id", "row"])
    named = there.drop_duplicates("place_id").drop(columns=["row", "partner_id", "name", "order"])
    return Ground(
        points=named.reset_index(drop=True).assign(partner_ids=None, partner_names=None, partner_count=0),
        at=np.repeat(np.arange(len(named)), there.groupby("place_id", sort=False).size()),
        partners=there["row"].to_numpy(dtype=int),
        ids=there["partner_id"].to_numpy(),
        names=there["name"].to_numpy(),
    )


def points(session: Session) -> pd.DataFrame:
    """Return a row for each partner and point; illustrative ones never.

    Columns: partner_id, latitude, longitude (degrees, WGS 84), and those that name the point: place_id, city,
    country_code, country.

    What names a point does not hang on the filters: a link to a place must still lead there when they change. Where
    partners call one point by several cities, the first by name stands for it.
    """
    located = frame(
        session,
        select(Place.partner_id, Place.latitude, Place.longitude, Place.city, Place.country_code)
        .add_columns(Country.name.label("country"))
        .join(Partner, Partner.partner_id == Place.partner_id)
        .where(Partner.origin != ILLUSTRATIVE)
        .outerjoin(Country, Country.country_code == Place.country_code),
    )
    at = ["latitude", "longitude"]
    in_order = located.assign(order=located["city"].map(fold)).sort_values(["order", *at, "city", "country_code"])
    named = in_order.drop_duplicates(at).drop(columns=["partner_id", "order"])
    named.insert(0, "place_id", pd.Series(_place_ids(named), index=named.index, dtype=object))
    return located[["partner_id", *at]].drop_duplicates().merge(named, on=at)


def _place_ids(points: pd.DataFrame) -> list[str]:
    names = [
        "-".join(re.findall(r"\w+", f"{fold(city)} {(code or 'xx').lower()}"))
        for city, code in zip(points["city"], points["country_code"], strict=True)
    ]
    shared = {name for name, times in Counter(names).items() if times > 1}
    return [
        f"{name}-{latitude}-{longitude}" if name in shared else name
        for name, latitude, longitude in zip(names, points["latitude"], points["longitude"], strict=True)
    ]
