"""Files of reports: written whole or not at all, and never in the place of another unless that is said."""

from pathlib import Path

import pytest

from cci_data.exports.page import ExportProblem
from cci_data.reports.files import form_of, require_room, write_whole


@pytest.mark.parametrize(("name", "form"), [("a.pdf", "pdf"), ("a.b.PPTX", "pptx"), ("a", ""), (".pdf", "")])
def test_the_end_of_a_name_says_the_form(name: str, form: str):
    assert form_of(Path(name)) == form


def test_what_is_there_stays_unless_it_is_forced(tmp_path: Path):
    file = tmp_path / "a.pdf"
    require_room(file, is_forced=False)
    write_whole(file, b"one")
    with pytest.raises(ExportProblem, match="exists already"):
        require_room(file, is_forced=False)
    require_room(file, is_forced=True)
    write_whole(file, b"two")
    assert file.read_bytes() == b"two" and [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_is_never_replaced_and_one_that_is_missing_is_said(tmp_path: Path):
    with pytest.raises(ExportProblem, match="exists already"):
        require_room(tmp_path, is_forced=True)
    with pytest.raises(ExportProblem, match="there is no folder"):
        require_room(tmp_path / "none" / "a.pdf", is_forced=True)


def test_what_cannot_be_written_is_a_sentence_and_leaves_nothing_behind(tmp_path: Path):
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    with pytest.raises(ExportProblem, match="cannot be written: .+"):
        write_whole(folder, b"one")
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"] and folder.is_dir()
