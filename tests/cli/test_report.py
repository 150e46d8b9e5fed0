"""The command `report`: the file that the pages give, and a sentence for what cannot be."""

import io
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from cci_data.cli.report import FILTERED, SUBJECTS
from cci_data.reader import Reader
from cci_data.reports.registry import REPORTS, report
from tests.reports.conftest import ADDRESS, order, words_of

ON = ("--on", "2027-01-15", "--address", ADDRESS)
DAY = date(2027, 1, 15)
BSR = "Interreg Baltic Sea Region 2021-2027"


@pytest.fixture
def reader(sqlite_world_url: str):
    found = Reader(sqlite_world_url)
    yield found
    found.close()


def test_the_command_knows_every_report():
    assert {name: entry.subject for name, entry in REPORTS.items()} | {"agenda": "scenes"} == SUBJECTS
    assert tuple(name for name, entry in REPORTS.items() if entry.is_filtered) == FILTERED["country"]


@pytest.mark.parametrize(
    ("words", "kind", "asked"),
    [
        (("spotlight", "lv"), "spotlight", {"country": "LV"}),
        (("spotlight",), "spotlight", {}),
        (("network", "--country", "LV", "--sector", "music"), "network", {"country": "LV", "sector": "music"}),
        (("partner", "media-evolution"), "partner", {"id": "media-evolution"}),
        (("partner", "Media Evolution"), "partner", {"id": "media-evolution"}),
        (("spotlight", "Latvia"), "spotlight", {"country": "LV"}),
        (("impact",), "impact", {}),
        (("impact", "2023"), "impact", {"period": "2023"}),
        (("impact", "2021-2027", "--programme", BSR), "impact", {"period": "2021-2027", "programme": BSR}),
    ],
)
def test_the_file_is_the_one_that_an_address_gives(
    run, reader, sqlite_world_url: str, tmp_path: Path, words: tuple[str, ...], kind: str, asked: dict[str, str]
):
    file = tmp_path / "out.PDF"
    code, said, _ = run(sqlite_world_url, "report", *words, str(file), *ON)
    assert code == 0 and said.startswith(f"{file}: ") and said.endswith("bytes.\n")
    assert file.read_bytes() == report(reader.fetch, order(kind, "pdf", DAY, **asked))
    assert "made on 15 January 2027" in words_of(file.read_bytes())


def test_slides_come_by_the_end_of_the_name(run, sqlite_world_url: str, tmp_path: Path):
    for words in (("spotlight", "LV"), ("agenda", "where,closing")):
        file = tmp_path / f"{words[0]}.pptx"
        assert run(sqlite_world_url, "report", *words, str(file), *ON)[0] == 0
        assert len(Presentation(io.BytesIO(file.read_bytes())).slides) > 2


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_documents_and_workbooks_come_by_the_end_of_the_name(
    run, reader, sqlite_world_url: str, tmp_path: Path, form: str
):
    file = tmp_path / f"impact.{form}"
    assert run(sqlite_world_url, "report", "impact", "2023", str(file), *ON)[0] == 0
    assert file.read_bytes() == report(reader.fetch, order("impact", form, DAY, period="2023"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing", "LV", "FILE.pdf"), "There are spotlight, network, partner, agenda and impact."),
        (("spotlight", "XX", "FILE.pdf"), "There is no country “XX” in the network. Use one of"),
        (("spotlight", "LV", "FILE.doc"), "It comes as pdf and pptx."),
        (("spotlight", "LV", "FILE"), "It comes as pdf and pptx."),
        (("network", "LV", "FILE.pdf"), "say the file alone"),
        (("spotlight", "LV", "FILE.pdf", "--country", "EE"), "The report spotlight takes no --country: leave it out."),
        (("spotlight", "FILE.pdf", "--sector", "music"), "The report spotlight takes no --sector: leave it out."),
        (
            ("partner", "alte-mu", "FILE.pdf", "--sector", "music", "--country", "DE"),
            "takes no --country: leave it out. That filter is for network and agenda.",
        ),
        (("partner", "FILE.pdf"), "id is missing"),
        (("partner", "nobody", "FILE.pdf"), "There is no partner “nobody”."),
        (("partner", "Media Evolutions", "FILE.pdf"), "The nearest is Media Evolution (media-evolution)."),
        (("spotlight", "Latvija", "FILE.pdf"), "The nearest is Latvia (LV)."),
        (("network", "FILE.pdf", "--address", "nonsense"), "--address nonsense is no address: write one such as"),
        (("network", "FILE.pdf", "--address", "ftp://a.example"), "--address ftp://a.example is no address"),
        (("network", "FILE.pdf", "--on", "tomorrow"), "tomorrow"),
        (("network", "FILE.pdf", "--as-of", "never"), "There is no frozen state “never”."),
        (("impact", "2023", "FILE.pptx"), "It comes as pdf, docx and xlsx."),
        (("impact", "soon", "FILE.pdf"), "There is no period “soon”. Use a year"),
        (("impact", "2027", "FILE.pdf", "--on", "2026-11-23"), "The period 2027 has not begun."),
        (("impact", "FILE.pdf", "--programme", "Moon"), "programme has no option “Moon”."),
        (("spotlight", "LV", "FILE.pdf", "--programme", "Moon"), "takes no --programme: leave it out."),
        (("network", "nowhere/FILE.pdf"), "there is no folder"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_no_file(
    run, sqlite_world_url: str, tmp_path: Path, words: tuple[str, ...], said: str
):
    inside = [str(tmp_path / word) if "FILE" in word else word for word in words]
    code, _, complaint = run(sqlite_world_url, "report", *inside)
    assert code == 2 and said in complaint
    assert not list(tmp_path.glob("FILE*"))


def test_who_pays_is_on_it_and_a_slip_in_the_settings_is_said_each_time(
    run, sqlite_world_url: str, tmp_path: Path, monkeypatch
):
    settings, file = tmp_path / "settings.toml", tmp_path / "out.pdf"
    monkeypatch.setenv("CCI_SETTINGS_FILE", str(settings))
    wanted = ("report", "partner", "alte-mu", str(file), "--force")
    settings.write_text("[funding]\nstatement = 'Paid by the moon.'\n", encoding="utf-8")
    code, _, complaint = run(sqlite_world_url, *wanted)
    assert code == 0 and "settings.toml" not in complaint
    assert "Paid by the moon." in words_of(file.read_bytes())
    settings.write_text("[funding]\nstatement = 'Paid by the sun.'\nlogos = ['none.svg']\n", encoding="utf-8")
    code, _, complaint = run(sqlite_world_url, *wanted)
    assert code == 0 and "the logo none.svg is left out" in complaint
    assert "Paid by the sun." in words_of(file.read_bytes())
    settings.write_text("[funding]\nstatement = 3\n", encoding="utf-8")
    code, _, complaint = run(sqlite_world_url, *wanted)
    assert code == 0 and "statement is no text. No funding is shown." in complaint
    assert "Paid" not in words_of(file.read_bytes())


def test_a_file_that_is_there_stays_unless_it_is_forced(run, sqlite_world_url: str, tmp_path: Path):
    file = tmp_path / "mine.pdf"
    file.write_text("mine", encoding="utf-8")
    code, _, complaint = run(sqlite_world_url, "report", "network", str(file))
    assert code == 2 and "exists already" in complaint and file.read_text(encoding="utf-8") == "mine"
    assert run(sqlite_world_url, "report", "network", str(file), "--force")[0] == 0
    assert file.read_bytes().startswith(b"%PDF") and [each.name for each in tmp_path.iterdir()] == ["mine.pdf"]
