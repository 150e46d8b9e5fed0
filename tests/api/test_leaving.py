"""No e-mail address and no person's name leaves by any address, whatever another program wrote into the database."""

import io
import re
from itertools import product

import pytest
from matplotlib.text import Text
from PIL import Image

from cci_data.api.offers import ALL_DATA
from cci_data.cards.registry import CARDS
from cci_data.charts.registry import CHARTS
from cci_data.exports.pictures.caption import KINDS
from cci_data.exports.pictures.sheet import Sheet
from cci_data.privacy import LEFT_OUT
from tests.api.answering import everything, picture_address
from tests.conftest import change

# Looser than the product's own: whatever looks like an address at all.
ADDRESS = re.compile(r"[^\s@\"'<>(),;:\[\]/]+(?:@|＠|%40)[^\s@\"'<>(),;:\[\]]+\.[^\W\d_]{2,}")
# What RFC 7986 asks of the name of an event: of no mail server, by its last part.
EVENT_NAME = re.compile(r"(?m)^UID:\S+@cci-dashboard\.invalid\r?$")
SOMEBODY = "Somebody Zyxwvut"
HOSTILE = (
    "UPDATE project SET note = 'ask jane.doe@example.org or (jane%40example.org)' WHERE project_id = 'creative-ports'",
    "UPDATE event SET note = 'Jane <jane@mail.example.org>, jane(at)example.org', origin = 'desk'",
    "UPDATE event SET link = 'mailto:jane@example.org', city = 'x＠example.org' WHERE event_id = 'lublin-2029'",
    "UPDATE partner SET website = 'https://example.org/?to=jane@example.org' WHERE partner_id = 'ars-baltica'",
    "UPDATE partner SET name = 'Jane <jane@example.org>' WHERE partner_id = 'alte-mu'",
    "UPDATE partner SET country_basis = 'jane@example.org', organisation_type = 'jane@example.org'",
    "UPDATE place SET city = partner_id || '@example.org' WHERE partner_id = 'ars-baltica'",
    "INSERT INTO partner_name (partner_id, name) VALUES ('ars-baltica', 'ars@baltica.example.org')",
    "UPDATE indicator SET caveat = 'ask jane@example.org', licence = 'jane@example.org'",
    "UPDATE indicator_value SET source = 'mail of jane@example.org'",
    "UPDATE data_set SET title = 'jane@example.org', licence = 'ask jane@example.org'",
    "UPDATE project SET programme = 'jane@example.org' WHERE project_id = 'creative-ports'",
    "UPDATE good_practice SET summary = 'ask jane@example.org', in_figures = 'jane@example.org'",
    "UPDATE country SET note = 'ask jane@example.org'",
    "UPDATE sector SET definition = 'ask jane@example.org'",
    "UPDATE impact_indicator SET counts = 'ask jane@example.org', proof = 'mail of jane@example.org'",
)
PARTNERS, OVERWRITTEN = ("partner", "neighbours-map"), ("ars-baltica", "alte-mu")
PEOPLE = (
    f"UPDATE partner SET origin = 'desk', source = 'told by {SOMEBODY}', country_basis = '{SOMEBODY}',"
    f" type_basis = '{SOMEBODY}', sector_basis = '{SOMEBODY}' WHERE partner_id = 'ars-baltica'",
    f"UPDATE project SET origin = 'desk', source = '{SOMEBODY}' WHERE project_id = 'creative-ports'",
    f"UPDATE participation SET source = '{SOMEBODY}'",
    f"UPDATE event SET origin = 'desk', source = '{SOMEBODY}'",
    f"UPDATE good_practice SET origin = 'desk', source = '{SOMEBODY}'",
    f"UPDATE impact_indicator SET counted_by = '{SOMEBODY}', source = '{SOMEBODY}'",
    f"UPDATE place SET basis = '{SOMEBODY}'",
    "INSERT INTO import (import_id, kind, imported_at, imported_by, added_count, changed_count, removed_count,"
    f" is_incomplete) VALUES (1, 'workbook', '2026-11-23 09:00:00', '{SOMEBODY}', 0, 0, 0, false)",
    f"INSERT INTO import_file (import_id, position, name, sha256) VALUES (1, 1, '{SOMEBODY}.xlsx', 'x')",
)
# Each was looked at: none is there to hold a person. Whoever adds a column looks at it, and adds it here.
TEXTS = {
    *("area", "area_code", "caveat", "cities", "city", "countries", "country", "country_code", "country_codes"),
    *("event_id", "flag", "host_ids", "hosts", "indicator", "indicator_id", "kind", "kind_label", "lead", "lead_id"),
    *("licence", "link", "name", "note", "organisation_type", "origin", "other_names", "partner_id", "partner_ids"),
    *("partner_names", "programme", "project_id", "publisher", "ror_id", "sector_ids", "sectors", "services", "source"),
    *("time_zone", "title", "unit", "website", "good_practice_id", "format", "in_figures", "summary", "sector_id"),
    *("impact_indicator_id", "code", "family", "period", "value_in_words", "compared", "counts", "counts_not", "proof"),
    *("progress_in_words", "how", "key", "programmes", "cause", "cause_label"),
    *("creative_europe", "definition", "essnet_domain", "german_submarket", "label", "nace_exclusive", "nace_shared"),
}


def addresses_in(text: str) -> list[str]:
    return ADDRESS.findall(EVENT_NAME.sub("", text))


def test_the_world_holds_no_address(client):
    assert {address: found for address, text in everything(client).items() if (found := addresses_in(text))} == {}


def test_what_another_program_wrote_is_taken_out(door, world_url: str):
    change(world_url, *HOSTILE)
    texts = everything(door(world_url))
    assert {address: found for address, text in texts.items() if (found := addresses_in(text))} == {}
    for name, form in product(("good-practices", "countries", "sectors", "impact"), ("csv", "xlsx", "json")):
        assert f"ask {LEFT_OUT}" in texts[f"/api/{name}.{form}"]
    for form in ("csv", "xlsx", "json"):
        assert f"ask {LEFT_OUT} or ({LEFT_OUT})" in texts[f"/api/projects.{form}"]
    # A link that loses a part leads nowhere: it is left out as a whole.
    assert "example.org" not in texts["/api/partners.csv"] + texts["/api/events.ics"]


@pytest.mark.slow
def test_no_picture_holds_an_address_that_another_program_wrote(gallery, sqlite_world_url: str, monkeypatch):
    change(sqlite_world_url, *HOSTILE)
    client, painted = gallery(sqlite_world_url), []
    paint = Sheet._paint
    monkeypatch.setattr(Sheet, "_paint", lambda sheet, artist: (painted.append(artist), paint(sheet, artist))[1])
    asked = [picture_address(name, kind, "lublin-2029") for name in (*CHARTS, *CARDS) for kind in KINDS]
    # Each record whose own words were overwritten.
    asked += [f"/pictures/{name}.{kind}?id={key}" for name, kind, key in product(PARTNERS, KINDS, OVERWRITTEN)]
    found = []
    for address in asked:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        found += [(address, held) for text in told_by(answer) if (held := addresses_in(text))]
    assert found == []
    # Letters may be wrapped anywhere, so that no pattern would find them.
    letters = [artist.get_text() for artist in painted if isinstance(artist, Text)]
    assert len(letters) > 100 and [text for text in letters if re.search("@|＠|%40", text)] == []


def told_by(answer) -> list[str]:
    """Return what a picture holds beside its drawing: an SVG and a PDF in their bytes, a PNG in its texts."""
    if answer.headers["content-type"] == "image/png":
        return [str(text) for text in Image.open(io.BytesIO(answer.content)).info.values()]
    # A PDF has its texts in two bytes a letter.
    texts = [answer.content.replace(b"\0", b"").decode("latin-1")]
    if answer.headers["content-type"] == "application/pdf":
        texts = re.findall(r"(?s)/(?:Title|Subject) \((.*?)\)\n", texts[0])
        assert len(texts) == 2
    return texts


def test_the_test_itself_sees_an_address():
    assert addresses_in("UID:a@cci-dashboard.invalid\r\nDESCRIPTION:jane.doe@example.org") == ["jane.doe@example.org"]
    assert addresses_in("https://x.org/?to=jane%40example.org") != []


def test_nobody_who_told_or_brought_a_record_is_named(door, world_url: str):
    change(world_url, *PEOPLE)
    texts = everything(door(world_url))
    assert [address for address, text in texts.items() if SOMEBODY.split()[1] in text] == []
    assert "Contact Desk" in texts["/api/partners.csv"]


@pytest.mark.parametrize("data", ALL_DATA, ids=lambda data: data.name)
def test_each_public_text_was_looked_at(data):
    moments = {"starts_on", "ends_on", "starts_time", "ends_time", "starts", "ends", "recorded_at", "changed_at"}
    moments |= {"confirmed_on", "on"}
    texts = {each.name for each in data.columns if each.kind.value not in ("number", "whole number", "yes or no")}
    assert texts - moments - TEXTS == set()
    assert not [each.name for each in data.columns if each.name.endswith(("_basis", "_by", "email", "person"))]
