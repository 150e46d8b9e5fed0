"""Reports on the world: how many pages, everybody and everything on them, the same bytes again, nobody's address."""

import io
import re
from datetime import date

import pytest
from pptx import Presentation
from pypdf import PdfReader

from cci_data.exports.page import ExportProblem
from cci_data.filters import PartnerFilter
from cci_data.queries.events import events, past, upcoming
from cci_data.queries.good_practices import good_practices
from cci_data.queries.indicators import indicators
from cci_data.queries.network import project_network
from cci_data.queries.numbers import NUMBERS, count
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.statements import statements
from cci_data.reports.registry import MEDIA_TYPES, REPORTS, file_name, report
from cci_data.vocabulary import COUNTRY_FACT_KINDS, NETWORK_COUNTRIES
from tests.conftest import TODAY
from tests.reports.conftest import ADDRESS, lacking, order, page_count, text_of, words_of

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}")


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", NETWORK_COUNTRIES)
def test_the_spotlight_is_on_two_pages_with_everything_of_the_country(reader, code: str):
    content = report(reader.fetch, order("spotlight", "pdf", country=code))
    words = words_of(content)
    assert page_count(content) == 2
    found = reader.fetch(partners, chosen=PartnerFilter(country=(code,)))
    said = [*found["name"], *reader.fetch(indicators)["label"], *reader.fetch(projects, country=code)["title"]]
    said += [*reader.fetch(good_practices, country=code)["title"]]
    said += [*reader.fetch(statements, kinds=COUNTRY_FACT_KINDS, country=code)["text"]]
    there = reader.fetch(events, country=code)
    said += [*upcoming(there, today=TODAY)["title"], *past(there, today=TODAY)["title"].head(4)]
    assert lacking(said, words) == []
    assert words.count(f"Country: {NETWORK_COUNTRIES[code]}") == 2 and words.count("made on 23 November 2026") == 2


def test_without_a_country_it_is_the_one_whose_turn_it_is(reader):
    assert "Latvia is in the spotlight" in words_of(report(reader.fetch, order("spotlight", "pdf")))
    later = words_of(report(reader.fetch, order("spotlight", "pdf", date(2027, 1, 15))))
    assert "Lithuania is in the spotlight" in later and "made on 15 January 2027" in later


def test_the_network_is_on_four_pages_and_then_all_its_partners(reader):
    content = report(reader.fetch, order("network", "pdf"))
    pages = [spaced(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    heads = ("Where we are", "Who covers what", "What we did together", "What is next", "All partners")
    for page, said in enumerate(heads):
        assert said in pages[page]
    for name in ("partners", "countries", "sectors", "projects", "good-practices"):
        assert f"{reader.fetch(count, number=name)}" in pages[0] and spaced(NUMBERS[name].label) in pages[0]
        assert spaced(NUMBERS[name].counts) in pages[0]
    listing = " ".join(pages[4:])
    everybody = reader.fetch(partners)
    assert lacking([*everybody["name"]], listing) == []
    assert len(pages) == 6 and all(page.count("Partner Place, type and sectors") == 2 for page in pages[4:])
    assert all("All partners on record" in page for page in pages)


def test_filters_choose_who_is_in_it_and_stand_on_every_page(reader):
    content = report(reader.fetch, order("network", "pdf", country="LV", sector="music"))
    words = words_of(content)
    assert words.count("Country: Latvia · Sector: Music") == page_count(content)
    assert "Latvian Music Development Association" in words and "Adam Mickiewicz Institute" not in words


def test_nobody_who_fits_is_said_and_no_error(reader):
    words = words_of(report(reader.fetch, order("network", "pdf", country="IS", sector="music", text="nobody")))
    assert "No partner on record fits this choice." in words


def test_every_partner_has_a_profile_on_one_page_with_whom_it_worked(reader):
    network = reader.fetch(project_network)
    everybody = reader.fetch(partners)
    # Those of whom most is to be told, and some of the others.
    worked = [len(network.direct_partners(key)) for key in everybody["partner_id"]]
    longest = everybody.assign(worked=worked).nlargest(6, "worked")
    for row in (*longest.itertuples(), *everybody.iloc[::12].itertuples()):
        content = report(reader.fetch, order("partner", "pdf", id=row.partner_id))
        words = words_of(content)
        others = network.direct_partners(row.partner_id)["name"]
        said = [row.name, *others, *reader.fetch(projects, partner_id=row.partner_id)["title"]]
        assert page_count(content) == 1
        assert lacking(said, words) == []
        assert "Source: " in words and f"{ADDRESS}/partner?id={row.partner_id}" in words.replace(" ", "")


def test_a_partner_that_went_is_a_sentence(reader):
    with pytest.raises(ExportProblem, match="no longer on record"):
        report(reader.fetch, order("partner", "pdf", id="nobody"))


EACH = [
    ("spotlight", "pdf", {"country": "DE"}),
    ("spotlight", "pptx", {"country": "DE"}),
    ("network", "pdf", {}),
    ("network", "pptx", {}),
    ("partner", "pdf", {"id": "media-evolution"}),
    ("agenda", "pptx", {"scenes": "where,closing"}),
    *(("impact", form, {"period": "2023"}) for form in ("pdf", "docx", "xlsx")),
]


def test_each_report_in_each_form_is_among_the_examples():
    forms = [(kind, form) for kind in REPORTS for form in REPORTS[kind].forms]
    assert [(kind, form) for kind, form, _ in EACH] == forms
    assert {form for _, form, _ in EACH} == set(MEDIA_TYPES)


@pytest.mark.parametrize(("kind", "form", "asked"), EACH)
def test_the_same_order_gives_the_same_bytes_and_no_email_address(reader, kind: str, form: str, asked: dict[str, str]):
    wanted = order(kind, form, **asked)
    steps: list[tuple[str, int, int]] = []
    content = report(reader.fetch, wanted, lambda *step: steps.append(step))
    assert content == report(reader.fetch, wanted)
    assert len(steps) == 2 and [done for _, done, _ in steps] == [0, 1]
    words = text_of(content, form)
    assert len(words) > 100 and not EMAIL.search(words)


def test_a_deck_of_an_agenda_has_its_scenes_in_their_order(reader):
    content = report(reader.fetch, order("agenda", "pptx", scenes="next,where"))
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]
    ahead = next(number for number, title in enumerate(titles) if "ahead" in title)
    where = next(number for number, title in enumerate(titles) if "152 partners in 10 countries" in title)
    assert ahead < where


def test_a_file_says_what_it_is_of_and_when(reader):
    assert file_name(reader.fetch, order("spotlight", "pptx")) == "cci-spotlight-lv-2026-11-23.pptx"
    assert file_name(reader.fetch, order("network", "pdf")) == "cci-network-2026-11-23.pdf"
    assert file_name(reader.fetch, order("partner", "pdf", id="alte-mu")) == "cci-partner-alte-mu-2026-11-23.pdf"
    assert file_name(reader.fetch, order("impact", "xlsx")) == "cci-impact-2026-11-23.xlsx"
    asked = {"period": "2024-H1", "programme": "Northern Periphery & Arctic"}
    name = "cci-impact-2024-h1-northern-periphery-arctic-2026-11-23.docx"
    assert file_name(reader.fetch, order("impact", "docx", **asked)) == name
