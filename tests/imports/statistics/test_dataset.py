import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.dataset import Dataset, Observations, left_out_sentence, source_of


def gathered(*observations: tuple, dimensions=("unit",)) -> Dataset:
    found = Observations("file", dimensions)
    for observation in observations:
        found.add("line 2", *observation)
    return found.dataset("Eurostat", "cult_emp_sex", None)


def test_a_source_is_named_as_in_the_public_record():
    assert source_of(gathered()) == "Eurostat cult_emp_sex"


def test_areas_outside_the_network_are_counted_once():
    dataset = gathered((["X"], "FR", "2019", 1, None), (["X"], "FR", "2020", 1, None), (["X"], "UK", "2019", 1, None))
    assert len(dataset.table) == 0
    assert left_out_sentence(dataset) == "Eurostat cult_emp_sex: 2 areas outside the network left out."


def test_nothing_left_out_is_no_sentence():
    assert left_out_sentence(gathered((["X"], "DK", "2019", 1, None))) is None


def test_what_is_wrong_with_another_country_is_none_of_our_concern():
    assert len(gathered((["X"], "FR", "2019-Q1", "text", "flags")).table) == 0


def test_a_flag_without_a_value_is_no_observation():
    assert len(gathered((["X"], "DK", "2019", None, "c")).table) == 0


@pytest.mark.parametrize("dimensions", [("unit", "unit"), ("value",), ("area_code",), ("Größe",), ("",)])
def test_a_name_that_is_none_is_refused(dimensions):
    with pytest.raises(ImportProblem, match="is no name for a dimension, or is there twice"):
        gathered(dimensions=dimensions)


@pytest.mark.parametrize("code", ["", "a\nb", "\ud800", "x" * 101])
def test_a_code_that_is_none_is_refused(code):
    with pytest.raises(ImportProblem, match=r"file, line 2: .* is not a code such as PC_EMP"):
        gathered(([code], "DK", "2019", 1, None))
