import sys
from pathlib import Path

import pytest

from cci_data.imports import statistics
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import eurostat_tsv, json_stat, sdmx_csv, sources, world_bank
from cci_data.imports.statistics.sources import find_source, read_statistics
from tests.imports.statistics import files

FILES = {
    "cult.json": (json_stat, files.json_stat_text(files.EMPLOYMENT)),
    "cult_emp_sex.tsv": (eurostat_tsv, files.tsv_text(files.EMPLOYMENT)),
    "cult_1.csv": (sdmx_csv, files.sdmx_csv_text(files.EMPLOYMENT)),
    "cult_2.csv": (sdmx_csv, files.labelled_csv_text(files.EMPLOYMENT)),
    "cult_3.csv": (sdmx_csv, files.sdmx_csv_2_text(files.EMPLOYMENT)),
    "population.csv": (world_bank, files.world_bank_text()),
}
PARTNERS = "name;country\nŁódź Film Commission;PL\n"


def test_the_shelf_holds_what_reads_a_source():
    assert sources.sources() == [eurostat_tsv, json_stat, sdmx_csv, world_bank]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_by_its_own_source_alone(name):
    source, text = FILES[name]
    assert [found for found in sources.sources() if found.recognises(text[:200], name)] == [source]
    assert find_source(text[:200], name) is source


def test_a_source_is_one_file_on_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "norden.py").write_text(
        "def recognises(head, name):\n    return head.startswith('norden')\n\n"
        "def read(text, name):\n    return f'{name}: {text}'\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(statistics, "__path__", [*statistics.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, f"{statistics.__name__}.norden", raising=False)
    path = tmp_path / "new.txt"
    path.write_text("norden 1", encoding="utf-8")
    assert read_statistics(path) == "new.txt: norden 1"
    monkeypatch.delitem(sys.modules, f"{statistics.__name__}.norden")
    monkeypatch.delattr(statistics, "norden")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_by_the_source_that_recognises_it(tmp_path: Path, name, mark):
    source, text = FILES[name]
    path = tmp_path / name
    path.write_bytes(mark + text.removeprefix("\ufeff").encode())
    dataset = read_statistics(path)
    assert dataset.publisher == source.PUBLISHER
    assert len(dataset.table) == (7 if source is world_bank else len(files.expected(files.EMPLOYMENT)))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "utf-16"])
def test_a_table_of_partners_is_no_file_of_statistics(tmp_path: Path, encoding):
    path = tmp_path / "partners.csv"
    path.write_bytes(PARTNERS.encode(encoding))
    assert read_statistics(path) is None


def test_a_workbook_is_no_file_of_statistics(tmp_path: Path):
    path = tmp_path / "network.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 100)
    assert read_statistics(path) is None


@pytest.mark.parametrize("name", ["cult.json", "cult.tsv", "cult.csv"])
def test_a_web_page_is_told_from_data(tmp_path: Path, name):
    path = tmp_path / name
    path.write_text("\n <!DOCTYPE html><title>Sign in</title>", encoding="utf-8")
    with pytest.raises(ImportProblem, match=f"{name} is a web page .* and not data; download the file again"):
        read_statistics(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ImportProblem, match=r"cult.json: the file cannot be read \(No such file or directory\)"):
        read_statistics(tmp_path / "cult.json")


def test_bytes_that_are_no_text_are_named(tmp_path: Path):
    path = tmp_path / "cult.json"
    path.write_bytes(FILES["cult.json"][1].encode()[:100] + b"\xff")
    with pytest.raises(ImportProblem, match=r"cult.json: byte 101 is not UTF-8 text"):
        read_statistics(path)


def test_a_file_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 2**20)
    path = tmp_path / "cult.json"
    path.write_bytes(b"{" + b" " * 2**20)
    with pytest.raises(ImportProblem, match="cult.json: the file is larger than 1 MB; choose countries and codes on"):
        read_statistics(path)
