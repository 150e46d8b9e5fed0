"""The matrix: each cell with its number or sign, and a ground that is not the only carrier of its state."""

from pptx.enum.dml import MSO_FILL_TYPE, MSO_THEME_COLOR

from cci_data.scenes.scene import Cell, Matrix, Scene
from tests.exports.slides.reading import a_scene, named, notes, slides_of, tables

CELLS = (
    (Cell("3", "several"), Cell("1", "one")),
    (Cell("–", "none"), Cell("?", "unstated")),
    (Cell("2", "apart"),) * 2,
)
SMALL = Matrix(("Music", "Design", "Cross-sectoral"), ("LV", "EE"), ("Latvia", "Estonia"), CELLS, "– none; ? not said.")


def test_the_table_holds_the_cells_of_the_scene(deck, scenes: tuple[Scene, ...]):
    (matrix,) = (block for scene in scenes for block in scene.blocks if isinstance(block, Matrix))
    (slide,) = (slide for slide in deck.slides if any(shape.name == "Matrix" for shape in slide.shapes))
    (table,) = tables(slide)
    assert [cell.strip() for cell in table[0]] == ["", *matrix.columns]
    wanted = [[row, *(cell.text for cell in cells)] for row, cells in zip(matrix.rows, matrix.cells, strict=True)]
    assert table[1:] == wanted and len(wanted) == 15


def test_states_have_grounds_and_those_apart_have_none():
    (slide,) = slides_of(a_scene(SMALL))
    table = named(slide, "Matrix").table
    fills = [table.cell(row, column).fill for row, column in ((1, 1), (1, 2), (2, 1), (2, 2))]
    grounds = [fill.fore_color.theme_color for fill in fills]
    assert len(set(grounds)) == 4 and grounds[0] == MSO_THEME_COLOR.ACCENT_1
    assert table.cell(3, 1).fill.type == MSO_FILL_TYPE.BACKGROUND
    assert table.first_row and table.first_col


def test_signs_and_codes_are_explained():
    (slide,) = slides_of(a_scene(SMALL))
    assert named(slide, "Signs").text_frame.text == "– none; ? not said. LV Latvia, EE Estonia"
    assert "Columns: LV Latvia, EE Estonia." in notes(slide)


def test_a_matrix_that_is_too_large_goes_on_by_rows_and_columns():
    rows, columns = [f"Sector {number}" for number in range(31)], [f"C{number}" for number in range(13)]
    cells = tuple(tuple(Cell(f"{row}", "one") for _ in columns) for row in range(31))
    slides = slides_of(a_scene(Matrix(tuple(rows), tuple(columns), tuple(columns), cells, "Signs")))
    assert len(slides) == 6
    found = [(row[0], head) for slide in slides for row in tables(slide)[0][1:] for head in tables(slide)[0][0][1:]]
    assert sorted(found) == sorted((row, column) for row in rows for column in columns)


def test_an_empty_matrix_says_so():
    (slide,) = slides_of(a_scene(Matrix((), (), (), (), "")))
    assert "nothing to lay out" in named(slide, "What is missing").text_frame.text
