import pytest

from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.formulas import accessor

ROW = {"n": 3, "x": 1.5, "name": "a", "properties": {"network": True, "code": "LV"}}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("n", 3),
        ("[x, n]", [1.5, 3]),
        ("1.2 + 1.8 * (n - 1)", 1.2 + 1.8 * 2),
        ("10 - 2 - 3", 5),
        ("12 / 2 / 3", 2),
        ("-n + 1", -2),
        ("n > 2 ? 'many' : 'few'", "many"),
        ("properties.network ? [1, 2] : [3]", [1, 2]),
        ("properties.code == 'EE' ? 1 : properties.code != 'LV' ? 2 : 3", 3),
        ("(properties.code == 'LV') ? (n <= 3 ? 'a' : 'b') : null", "a"),
        ("[]", []),
    ],
)
def test_a_formula_means_what_the_browser_takes_it_for(formula, value):
    assert accessor(f"@@={formula}")(ROW) == value


@pytest.mark.parametrize("value", [[1, 2, 3], 15, "text", "@@not a formula"])
def test_what_is_no_formula_is_the_value_itself(value):
    assert accessor(value)(ROW) == value


@pytest.mark.parametrize("formula", ["", "n +", "Math.sqrt(n)", "n ? 1", "[1 2]", "n n", "(n", "n % 2", "'open", "a;b"])
def test_another_formula_is_refused(formula):
    with pytest.raises(PictureProblem, match="cannot read the formula"):
        accessor(f"@@={formula}")(ROW)


def test_a_name_that_a_row_has_not_is_refused():
    with pytest.raises(PictureProblem, match=r"no properties\.kind"):
        accessor("@@=properties.kind")(ROW)
