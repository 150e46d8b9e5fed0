"""What a page shows as files to take away: complete, with the filters of the page."""

from urllib.parse import urlencode

from pages.parts import show

TABLE = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
FORMS = {
    "partners": {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "json": "JSON"},
    "events": {"csv": "CSV", "xlsx": "Excel", "ics": "calendar", "json": "JSON"},
    **dict.fromkeys(("projects", "good-practices", "countries", "sectors", "indicators"), TABLE),
    **dict.fromkeys(("impact", "impact-rows"), TABLE),
}


def files(words: str, name: str, parameters: dict[str, str]) -> None:
    """Offer a set of data as files.

    words: what is offered; name: a key of FORMS; parameters: those of the address, with the page's filters.
    """
    query = f"?{urlencode(parameters)}" if parameters else ""
    links = [
        show.fill('<a href="{address}" download>{label}</a>', address=f"api/{name}.{form}{query}", label=label)
        for form, label in FORMS[name].items()
    ]
    show.html('<p class="small">{words}: {links}</p>', words=words, links=show.joined(links, " · "))
