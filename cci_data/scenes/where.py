"""Where we are: the map, with bubbles that grow by the year of each partner's first project."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.maps import AT_ITS_CITY, SHAPES
from cci_data.filters import WITHOUT_PLACE
from cci_data.language import count
from cci_data.queries.cooperation import first_years, growth
from cci_data.queries.partners import partners
from cci_data.scenes.scene import Bubble, BubbleMap, Choice, Scene

ALL = "all on record"
GROWING = "Bubbles grow with the year in which each partner's first project on record began; the last step is everybody"


def where(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the map: one step for each year in which partners came, the last one with all of them."""
    found, everybody = fetch(growth, chosen=choice.chosen), fetch(partners, chosen=choice.chosen)
    since = fetch(first_years)
    began = sorted(since[key] for key in everybody["partner_id"] if key in since)
    years = sorted(set(began))
    bubbles = tuple(
        Bubble(
            row.city,
            row.country_code or "",
            row.latitude,
            row.longitude,
            (*(dict(row.counts)[year] for year in years), row.partner_count),
        )
        for row in found.itertuples()
    )
    totals = (*(sum(year <= step for year in began) for step in years), len(everybody))
    return Scene(
        name="where",
        kicker="Where we are",
        headline=_finding(fetch, choice, len(everybody), len(found)),
        blocks=(BubbleMap((*map(str, years), ALL), totals, bubbles, GROWING if years else ""),),
        source=f"{origins(fetch)}; {SHAPES}",
        as_of=collected_on(fetch),
        note=f"{AT_ITS_CITY} {GROWING}." if years else AT_ITS_CITY,
    )


def _finding(fetch: Fetch, choice: Choice, number: int, places: int) -> str:
    if not number:
        return "No partner on record fits this choice"
    everybody = fetch(partners, chosen=choice.chosen)
    countries = everybody["country_codes"].explode().nunique()
    lost = len(fetch(partners, chosen=choice.chosen, within=WITHOUT_PLACE))
    words = f"{count(number, 'partner')} in {count(countries, 'country', 'countries')}, at {count(places, 'place')}"
    return f"{words}; {lost} without a known place" if lost else words
