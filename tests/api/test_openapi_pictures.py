"""The description of the pictures: each chart, map and card is there, with what it may be asked."""

from cci_data.cards.registry import CARDS
from cci_data.charts.registry import CHARTS
from cci_data.filters import PARAMETERS
from tests.api.answering import NEEDED, picture_address


def test_each_picture_is_described_with_all_that_it_may_be_asked(quick):
    paths = quick.get("/api/openapi.json").json()["paths"]
    pictures = {path: each["get"] for path, each in paths.items() if path.startswith("/pictures/")}
    assert set(pictures) == {f"/pictures/{name}.{{kind}}" for name in (*CHARTS, *CARDS)}
    for name in (*CHARTS, *CARDS):
        found = pictures[f"/pictures/{name}.{{kind}}"]
        parameters = {each["name"]: each for each in found["parameters"]}
        needed = {
            part.split("=")[0] for part in NEEDED.get(name, "event=" if name == "event" else "").split("&") if part
        }
        assert {key for key, each in parameters.items() if each.get("required")} == {"kind", *needed}
        assert parameters["kind"]["schema"]["enum"] == ["png", "svg", "pdf"]
        assert "square" in parameters["shape"]["schema"]["enum"] and "theme" in parameters
        is_filtered = name in CHARTS and CHARTS[name].is_filtered
        assert set(PARAMETERS) <= set(parameters) or not is_filtered
        assert ("text" in parameters) == is_filtered
        assert [*found["responses"]["200"]["content"]] == ["image/png", "image/svg+xml", "application/pdf"]
        assert {"404", "414", "503"} < set(found["responses"])


def test_a_picture_answers_as_described(quick):
    for name, kind, media_type in [("service-bars", "svg", "image/svg+xml"), ("partner", "pdf", "application/pdf")]:
        answer = quick.get(picture_address(name, kind, ""))
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
        assert answer.headers["etag"]
        assert quick.get(f"{picture_address(name, kind, '')}&colour=red").status_code == 400
