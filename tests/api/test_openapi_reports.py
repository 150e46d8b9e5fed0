"""The description of the reports: each kind in each form is there, on the page for people too, and answers so."""

from markupsafe import escape

from cci_data.filters import PARAMETERS
from cci_data.reports.registry import MEDIA_TYPES, REPORTS

OWN = {"spotlight": "country", "partner": "id", "agenda": "scenes", "impact": "period"}


def test_each_report_is_described_with_all_that_it_may_be_asked(quick):
    paths = quick.get("/api/openapi.json").json()["paths"]
    reports = {path: each["get"] for path, each in paths.items() if path.startswith("/reports/")}
    assert set(reports) == {f"/reports/{kind}.{form}" for kind, entry in REPORTS.items() for form in entry.forms}
    for path, found in reports.items():
        kind, _, form = path.removeprefix("/reports/").rpartition(".")
        parameters = {each["name"]: each for each in found["parameters"]}
        assert {name for name, each in parameters.items() if each.get("required")} == ({"id"} & set(parameters))
        assert OWN.get(kind, "as_of") in parameters and "as_of" in parameters
        assert (set(PARAMETERS) <= set(parameters)) == REPORTS[kind].is_filtered
        assert [*found["responses"]["200"]["content"]] == [MEDIA_TYPES[form]]
        assert {"304", "400", "404", "500", "503"} < set(found["responses"])


def test_the_page_for_people_says_each_report_and_what_it_takes(quick):
    page = quick.get("/api").text
    for kind, entry in REPORTS.items():
        for form in entry.forms:
            assert f"/reports/{kind}.{form}" in page and MEDIA_TYPES[form] in page
        assert f"<h3>{escape(entry.title)}</h3>" in page
    assert "/reports/partner.pdf?id=…" in page and "<code>scenes</code>" in page


def test_a_report_answers_as_described(desk):
    answer = desk.get("/reports/spotlight.pdf", params={"country": "Latvia"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES["pdf"])
    assert answer.headers["etag"] and answer.content.startswith(b"%PDF")
    assert desk.get("/reports/spotlight.pdf?colour=red").status_code == 400
    refused = desk.get("/reports/partner.pdf", params={"id": "Nobody at all"})
    assert (refused.status_code, refused.headers["content-type"]) == (404, "application/problem+json")
