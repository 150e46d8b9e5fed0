"""Wild files: whatever happens to a file, it is read or refused in sentences, and no reader does anything else."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import eurostat_tsv, json_stat, sdmx_csv, world_bank
from cci_data.imports.statistics.dataset import Dataset
from cci_data.vocabulary import AREAS
from tests.imports.statistics import files

FORMS = {
    "json_stat": (json_stat, files.json_stat_text, "cult_emp_sex.json"),
    "tsv": (eurostat_tsv, files.tsv_text, "cult_emp_sex.tsv"),
    "sdmx_csv": (sdmx_csv, files.sdmx_csv_text, "cult.csv"),
    "sdmx_csv with labels": (sdmx_csv, files.labelled_csv_text, "cult.csv"),
    "sdmx_csv 2.0": (sdmx_csv, files.sdmx_csv_2_text, "cult.csv"),
    "world_bank": (world_bank, lambda cube: files.world_bank_text(), "population.csv"),
}
FLAGS = [None, "b", "p", "bd", "c"]
VALUES = st.one_of(st.none(), st.just(0.0), st.floats(-1e15, 1e15).map(lambda value: round(value, 3)))
WORDS = st.one_of(
    st.sampled_from(
        [
            *'",;\t\n\\:{}[]<',
            "null",
            "NaN",
            "1e999",
            "-",
            "4,9",
            "DK",
            "2019",
            "2019-Q1",
            "\x00",
            "\ud800",
            "\ufeff",
            "٣",
        ]
    ),
    st.text(max_size=8),
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), WORDS), min_size=1, max_size=4)


@st.composite
def cubes(draw) -> files.Cube:
    dimensions = {
        "freq": ["A"],
        "unit": draw(st.lists(st.sampled_from(["THS_PER", "PC_EMP", "NR"]), min_size=1, unique=True)),
        "geo": draw(st.lists(st.sampled_from([*AREAS, "EL", "UK"]), min_size=1, max_size=4, unique=True)),
        "time": draw(st.lists(st.sampled_from(["2019", "2020", "2021"]), min_size=1, unique=True)),
    }
    cube = files.Cube("cult_emp_sex", dimensions)
    cells = draw(
        st.dictionaries(st.sampled_from(cube.positions()), st.tuples(VALUES, st.sampled_from(FLAGS)), min_size=1)
    )
    return files.Cube(cube.code, dimensions, cells)


def mutated(text: str, changes: list[tuple[float, int, str]]) -> str:
    for place, length, word in changes:
        start = int(place * len(text))
        text = text[:start] + word + text[start + length :]
    return text


def check_verdict(form: str, text: str) -> None:
    source, _, name = FORMS[form]
    source.recognises(text[:1000], name)
    try:
        dataset = source.read(text, name)
    except ImportProblem as problem:
        assert problem.problems and all(sentence.isprintable() for sentence in problem.problems)
        assert max(map(len, problem.problems)) < 1000
    else:
        check_soundness(dataset)


def check_soundness(dataset: Dataset) -> None:
    table = dataset.table
    assert set(table["area_code"]) <= set(AREAS)
    assert table["year"].between(1900, 2100).all()
    assert table["value"].abs().le(1e18).all()
    assert all(flag is None or 1 <= len(flag) <= 4 for flag in table["flag"])
    assert not table.duplicated([*dataset.dimensions, "area_code", "year"]).any()


@pytest.mark.parametrize("form", [form for form in FORMS if form != "world_bank"])
@given(cube=cubes())
@settings(max_examples=40, deadline=None)
def test_every_form_of_a_data_set_says_the_same(form, cube):
    source, write, name = FORMS[form]
    assert files.found(source.read(write(cube), name)) == files.expected(cube)


@pytest.mark.parametrize("form", FORMS)
@given(changes=CHANGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_changed_file_ends_in_data_or_sentences(form, changes):
    check_verdict(form, mutated(FORMS[form][1](files.EMPLOYMENT), changes))


@pytest.mark.parametrize("form", FORMS)
@given(text=st.text())
@example(text="{" * 100_000)
@example(text='"' + "x" * 200_000)
@settings(max_examples=40, deadline=None)
def test_any_text_ends_in_data_or_sentences(form, text):
    check_verdict(form, text)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@given(changes=CHANGES)
@settings(max_examples=1500, deadline=None)
def test_many_changed_files_end_in_data_or_sentences(form, changes):
    check_verdict(form, mutated(FORMS[form][1](files.EMPLOYMENT), changes))
