"""Who is near a partner, as the crow flies."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.language import fold
from cci_data.models import Country, Partner, Place
from cci_data.queries.frames import frame, shared
from cci_data.queries.partners import current_id, partner_places
from cci_data.vocabulary import ILLUSTRATIVE

# The mean radius R1 of the ellipsoid of WGS 84 (NIMA TR8350.2, Department of Defense World Geodetic System 1984).
EARTH_RADIUS_KM = 6371.0088
# A place is a city, not an address: two points so near that are called the same are one city.
SAME_CITY_KM = 30.0
MOST = 8
COLUMNS = ["partner_id", "name", "city", "country", "distance_km"]


@dataclass(frozen=True)
class Neighbours:
    """Who is near a partner.

    nearest: by distance, then by name; columns partner_id, name, city, country (of its nearest place, None where not
    stated), distance_km (0 in the same city). has_place: whether a place of the partner itself is known; where not,
    nobody is near it, and the page asks for the place.
    """

    nearest: pd.DataFrame
    has_place: bool


def neighbours(session: Session, *, partner_id: str, most: int = MOST) -> Neighbours:
    """Return the `most` nearest partners, from any place of the partner to any place of the other; illustrative never.

    partner_id: also one that was merged. Distances are great circles on a sphere of `EARTH_RADIUS_KM`.
    """
    key = current_id(session, partner_id=partner_id)
    own, others = partner_places(session, partner_id=key), shared(session, located)
    others = others[others["partner_id"] != key].reset_index(drop=True)
    # One row of distances for each own place, one column for each place of the others; none without own places.
    away = np.full((1, len(others)), np.inf)
    for place in own.itertuples():
        km = distance_km(place.latitude, place.longitude, others["latitude"], others["longitude"])
        is_same_city = (others["folded_city"] == fold(place.city)).to_numpy() & (km <= SAME_CITY_KM)
        away = np.vstack([away, np.where(is_same_city, 0.0, km)])
    ranked = others.assign(distance_km=away.min(axis=0)).sort_values("distance_km", kind="stable")
    nearest = ranked.drop_duplicates("partner_id").head(most if len(own) else 0)
    return Neighbours(nearest[COLUMNS].reset_index(drop=True), has_place=bool(len(own)))


def located(session: Session) -> pd.DataFrame:
    """Return every place of every partner, by the partner's name; illustrative ones never.

    Columns: partner_id, name, city, folded_city, country, latitude, longitude (degrees, WGS 84).
    """
    found = frame(
        session,
        select(Place.partner_id, Partner.name, Place.city, Country.name.label("country"))
        .add_columns(Place.latitude, Place.longitude)
        .join(Partner, Partner.partner_id == Place.partner_id)
        .where(Partner.origin != ILLUSTRATIVE)
        .outerjoin(Country, Country.country_code == Place.country_code),
    )
    found = found.assign(folded_city=found["city"].map(fold), folded=found["name"].map(fold))
    in_order = found.sort_values(["folded", "partner_id", "city"], ignore_index=True)
    return in_order.astype({"latitude": float, "longitude": float}).drop(columns="folded")


def distance_km(latitude: float, longitude: float, latitudes: pd.Series, longitudes: pd.Series) -> np.ndarray:
    """Return how far a point is from each of others, in km along the great circle (haversine formula).

    All in degrees, WGS 84.
    """
    here, there = np.radians(latitude), np.radians(latitudes.to_numpy(dtype=float))
    across = np.radians(longitudes.to_numpy(dtype=float) - longitude)
    half_chord = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    # Rounding may take opposite points beyond the diameter.
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
