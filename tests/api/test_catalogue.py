"""The catalogue: as a portal that harvests it reads it."""

import re

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, URIRef

from cci_data.api.catalogue import COUNTRIES
from cci_data.api.offers import OFFERS
from cci_data.vocabulary import NETWORK_COUNTRIES

# rdflib's own reader of JSON-LD uses what rdflib is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

PATTERNS = {
    XSD.date: r"\d{4}-\d\d-\d\d",
    XSD.dateTime: r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)",
    XSD.gYear: r"\d{4}",
}
EUROPEAN = "http://publications.europa.eu/resource/authority/"


@pytest.fixture
def graph(client) -> Graph:
    answer = client.get("/catalog.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    return Graph().parse(data=answer.text, format="json-ld")


def whole(graph: Graph, subject, *properties) -> bool:
    return all(graph.value(subject, each, any=True) is not None for each in properties)


def test_what_is_mandatory_is_there(graph: Graph):
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert whole(graph, catalogue, DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license)
    publisher = graph.value(catalogue, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in graph and whole(graph, publisher, FOAF.name)
    data_sets = set(graph.objects(catalogue, DCAT.dataset))
    assert len(data_sets) == len(OFFERS) and data_sets == set(graph.subjects(RDF.type, DCAT.Dataset))
    for data_set in data_sets:
        assert whole(graph, data_set, DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.keyword, DCAT.theme)
        assert whole(graph, data_set, DCAT.distribution, DCAT.contactPoint, DCTERMS.spatial, DCTERMS.issued)
        assert whole(graph, data_set, DCTERMS.modified, DCTERMS.accessRights)
    for distribution in graph.objects(None, DCAT.distribution):
        assert whole(graph, distribution, DCAT.accessURL, DCAT.mediaType, DCTERMS.format, DCTERMS.license)
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert whole(graph, service, DCTERMS.title, DCAT.endpointURL)


def test_each_file_can_be_fetched_and_is_what_is_said(graph: Graph, client):
    distributions = list(graph.objects(None, DCAT.distribution))
    assert len(distributions) == sum(len(offer.forms) for offer in OFFERS)
    for distribution in distributions:
        address = graph.value(distribution, DCAT.downloadURL)
        assert isinstance(address, URIRef) and address.startswith("http://testserver/api/")
        answer = client.get(str(address))
        media_type = answer.headers["content-type"].split(";")[0]
        kind = str(graph.value(distribution, DCAT.mediaType))
        assert (answer.status_code, kind) == (200, f"http://www.iana.org/assignments/media-types/{media_type}")
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    for address in (graph.value(service, DCAT.endpointURL), graph.value(service, DCAT.endpointDescription)):
        assert client.get(str(address)).status_code == 200


def test_words_of_the_union_are_addresses_of_its_tables(graph: Graph):
    used = {
        "country": set(graph.objects(None, DCTERMS.spatial)),
        "data-theme": set(graph.objects(None, DCAT.theme)),
        "file-type": set(graph.objects(None, DCTERMS.format)),
        "frequency": set(graph.objects(None, DCTERMS.accrualPeriodicity)),
    }
    for table, values in used.items():
        assert values and all(value.startswith(f"{EUROPEAN}{table}/") for value in values)
    assert len(used["country"]) == len(NETWORK_COUNTRIES) == len(COUNTRIES)


def test_dates_are_dates(graph: Graph):
    for name, kinds in {
        DCTERMS.issued: {XSD.date},
        DCTERMS.modified: {XSD.dateTime},
        DCAT.startDate: {XSD.gYear, XSD.date},
    }.items():
        values = list(graph.objects(None, name))
        assert values and {value.datatype for value in values} <= kinds
        assert [str(value) for value in values if not re.fullmatch(PATTERNS[value.datatype], value)] == []


def test_nobody_is_named_as_a_person(graph: Graph):
    assert list(graph.subjects(RDF.type, FOAF.Person)) == [] and "mailto:" not in graph.serialize()


def test_addresses_are_those_behind_a_proxy(door, sqlite_world_url: str):
    client = door(sqlite_world_url, base_url="https://data.example.org", root_path="/cci")
    graph = Graph().parse(data=client.get("/cci/catalog.jsonld").text, format="json-ld")
    addresses = [str(address) for address in graph.objects(None, DCAT.downloadURL)]
    assert addresses and all(address.startswith("https://data.example.org/cci/api/") for address in addresses)


def test_it_is_one_catalogue_whatever_the_request_calls_the_host(door, sqlite_world_url: str):
    client = door(sqlite_world_url, base=lambda: "https://network.example/cci")
    texts = {client.get("/catalog.jsonld", headers={"Host": host}).text for host in ("a.example", "b.example:8501")}
    (text,) = texts
    graph = Graph().parse(data=text, format="json-ld")
    keys = {str(key) for key in graph.objects(None, DCTERMS.identifier)}
    assert keys == {f"https://network.example/cci/catalog.jsonld#{offer.data.name}" for offer in OFFERS}
    assert "a.example" not in text and "b.example" not in text
