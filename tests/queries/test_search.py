from collections import Counter, defaultdict
from datetime import date

import pytest

from cci_data.models import Event, FormerPartner, PartnerName
from cci_data.queries.search import COLUMNS, search_documents, search_index
from cci_data.reader import Reader
from cci_data.search.index import KINDS
from tests.queries import record
from tests.queries.build import a_partner, a_place, a_project, add, an_illustration
from tests.search.asked import Named, Question, questions

# How countries are called by themselves and by one of their neighbours, written down from memory and not from the code.
COUNTRIES = {
    **{"DK": ("Danmark", "Tanska"), "EE": ("Eesti", "Viro"), "FI": ("Suomi", "Soome"), "IS": ("Ísland", "Islande")},
    **{"DE": ("Deutschland", "Tyskland"), "LV": ("Latvija", "Lettland"), "LT": ("Lietuva", "Litauen")},
    **{"NO": ("Norge", "Norwegen"), "PL": ("Polska", "Polen"), "SE": ("Sverige", "Ruotsi")},
}
TITLES = {"project": "title", "event": "title", "good_practice": "title", "sector": "label", "country": "name"}
FILES = {"country": "countries", "good_practice": "good_practices"}
KEYS = {"country": "country_code"}


def everything_named() -> list[Named]:
    """Return what the public record holds, with its names, from its files."""
    others = record.each("partner_names", "partner_id", "name")
    found = [
        Named(("partner", row["partner_id"]), row["name"], tuple(others[row["partner_id"]]))
        for row in record.lines("partners")
    ]
    for kind, title in TITLES.items():
        for row in record.lines(FILES.get(kind, f"{kind}s")):
            key = row[KEYS.get(kind, f"{kind}_id")]
            found.append(Named((kind, key), row[title], COUNTRIES.get(key, ())))
    return found


def first(session, text: str) -> tuple[str, str, str]:
    hit = search_index(session).find(text)[0]
    return hit.kind, hit.record_id, hit.reason


def test_everything_is_there_once(session):
    found = search_documents(session)
    assert list(found.columns) == COLUMNS
    of_record = {named.key for named in everything_named()}
    real = found[~found["is_illustrative"].astype(bool)]
    assert sorted(zip(real["kind"], real["record_id"], strict=True)) == sorted(of_record)
    assert set(found["kind"]) == set(KINDS)
    names = {named.key: named.name for named in everything_named()}
    assert {(row.kind, row.record_id): row.name for row in real.itertuples()} == names


def test_illustrative_partners_and_events_are_marked_and_other_records_left_out(session):
    add(session, *an_illustration())
    found = search_documents(session).set_index(["kind", "record_id"])
    marked = found[found["is_illustrative"].astype(bool)]
    assert set(marked.index.get_level_values("kind")) == {"partner", "event"}
    assert ("partner", "invented") in marked.index and ("project", "invented-project") not in found.index
    assert search_index(session).find("invented")[0].is_illustrative
    assert all(
        row.is_illustrative == ("example" in row.Index[1] or "invented" in row.Index[1]) for row in found.itertuples()
    )


EXAMPLES = [
    ("CBSS", "partner", "council-of-the-baltic-sea-states", "also called CBSS"),
    ("NDPC", "partner", "northern-dimension-partnership-on-culture-secretariat", "also called NDPC"),
    ("xamk", "partner", "south-eastern-finland-university-of-applied-sciences", "also called Xamk"),
    ("PPNT", "partner", "gdynia-design-centre", "also called PPNT"),
    ("loov eesti", "partner", "creative-estonia", "also called Loov Eesti"),
    ("lodz", "partner", "art-inkubator-w-fabryce-sztuki", "in Łódź"),
    ("Łódź", "partner", "art-inkubator-w-fabryce-sztuki", "in Łódź"),
    ("Göteborg", "partner", "gothenburg-co", "in Gothenburg"),
    ("Goteborg", "partner", "gothenburg-co", "in Gothenburg"),
    ("Riga", "partner", "free-riga", ""),
    ("Rīga", "partner", "free-riga", ""),
    ("evolution media", "partner", "media-evolution", ""),
    ("Lettland", "country", "LV", "also called Lettland"),
    ("Latvija", "country", "LV", "also called Latvija"),
    ("LVA", "country", "LV", "code LVA"),
    ("Þýskaland", "country", "DE", "also called Þýskaland"),
    ("music", "sector", "music", ""),
    ("design", "sector", "design", ""),
    ("creative ports", "project", "creative-ports", ""),
    ("MI-RAP", "project", "mi-rap", ""),
    ("interreg ivc", "project", "creative-metropoles", "programme INTERREG IVC"),
    ("baltic home", "good_practice", "baltic-home", ""),
    ("viva sounds", "event", "mi-rap-transmission-event-at-viva-sounds-2025", ""),
]


def test_the_examples_are_found_first_with_the_reason(session):
    index = search_index(session)
    hits = [(text, index.find(text)[0]) for text, *_ in EXAMPLES]
    assert [(text, hit.kind, hit.record_id, hit.reason) for text, hit in hits] == EXAMPLES


@pytest.mark.parametrize(("city", "text"), [("Gdańsk", "Gdansk"), ("Tromsø", "Tromso"), ("Tromso", "Tromsø")])
def test_a_partner_is_found_in_its_city(session, city, text):
    add(session, a_partner("somebody", name="Zz"), a_place("somebody", city, 60.0, 20.0, "NO"))
    reasons = {hit.record_id: hit.reason for hit in search_index(session).find(text, most=100)}
    assert reasons["somebody"] == f"in {city}"


def test_a_partner_is_found_by_its_former_names_and_ids(session):
    add(session, PartnerName(partner_id="media-evolution", name="Southern Moving Pictures"))
    add(session, FormerPartner(former_id="scania-film-house", partner_id="media-evolution"))
    assert first(session, "southern moving pictures")[1] == "media-evolution"
    assert first(session, "Scania Film House") == ("partner", "media-evolution", "also called scania film house")


def test_what_is_not_stated_is_no_reason(session):
    add(session, a_partner("bare", country_code=None), *a_project("bare-project"))
    add(
        session,
        Event(
            event_id="bare-event",
            title="Bare",
            kind="other",
            starts_on=date(2027, 1, 1),
            is_online=True,
            origin="desk",
            source="a test",
        ),
    )
    found = search_documents(session).set_index("record_id")
    assert found.loc["bare", "further"] == found.loc["bare-project", "further"] == ()
    assert found.loc["bare-event", "further"] == (("kind Other event", "Other event"),)
    assert found.loc["bare", "country_code"] is None


def test_an_empty_database_finds_nothing(empty_session):
    assert not len(search_documents(empty_session))
    assert search_index(empty_session).find("riga") == ()


def test_the_reader_keeps_the_index_until_the_data_changes(sqlite_world_url):
    reader = Reader(sqlite_world_url)
    assert reader.fetch(search_index) is reader.fetch(search_index)
    assert reader.fetch(search_index).find("subtopia")[0].record_id == "subtopia"


def places_of_answers(index, asked: list[Question]) -> dict[str, Counter]:
    """Return for each rule how often the first right answer stood at each place; 0: not among the first three."""
    found: dict[str, Counter] = defaultdict(Counter)
    for question in asked:
        ids = [(hit.kind, hit.record_id) for hit in index.find(question.text, most=3)]
        place = next((at for at, key in enumerate(ids, start=1) if key in question.right), 0)
        found[question.rule][place] += 1
        if place != 1:
            print(f"{question.rule}: {question.text!r} → {ids}, not {sorted(question.right)}")
    return found


def test_two_hundred_questions_are_answered(session):
    asked = questions(everything_named(), 200)
    assert len({question.text for question in asked}) == len(asked) == 200
    by_rule = places_of_answers(search_index(session), asked)
    for rule, places in by_rule.items():
        print(f"{rule}: {places.total()} asked, {places[1]} first, {places.total() - places[0]} in the first three")
    everything = sum(by_rule.values(), Counter())
    print(f"first {everything[1] / 2} %, in the first three {100 - everything[0] / 2} %")
    assert min(places.total() for places in by_rule.values()) >= 25 and len(by_rule) == 4
    assert everything[1] >= 0.95 * 200
    assert everything[0] <= 0.01 * 200


def test_all_names_of_the_record_lead_to_it(session):
    index, records = search_index(session), everything_named()
    for named in records:
        for name in (named.name, *named.others):
            hit = index.find(name)[0]
            assert (hit.kind, hit.record_id) == named.key or record.plain(name) in {
                record.plain(called)
                for other in records
                if other.key == (hit.kind, hit.record_id)
                for called in (other.name, *other.others)
            }
