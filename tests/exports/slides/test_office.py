"""The deck in LibreOffice: opened, and printed slide by slide."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from cci_data.scenes.scene import Entries, Entry, Figure, Figures, Scene
from tests.exports.slides.reading import a_scene, made, opened

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def has_slides(office: str | None) -> bool:
    """Tell whether LibreOffice can open slides: it comes in parts, and says which it has in its registry."""
    folder = Path(office).resolve().parent.parent if office else Path()
    return bool(office) and (folder / "share" / "registry" / "impress.xcd").is_file()


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_slides(OFFICE), reason="LibreOffice Impress is not installed (libreoffice-impress)"),
]


def printed(file: bytes, folder: Path) -> PdfReader:
    """Return a deck as LibreOffice prints it."""
    (folder / "deck.pptx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0 and "Error" not in done.stderr + done.stdout, done.stderr + done.stdout
    return PdfReader(folder / "deck.pdf")


def letters(text: str) -> str:
    """Return a text without spaces: where lines break, a PDF says none."""
    return "".join(text.split())


def test_libreoffice_prints_each_slide_with_its_title_and_its_words(
    file: bytes, scenes: tuple[Scene, ...], tmp_path: Path
):
    pages, slides = printed(file, tmp_path).pages, list(opened(file).slides)
    assert len(pages) == len(slides) > len(scenes)
    for page, slide in zip(pages, slides, strict=True):
        text = letters(page.extract_text())
        assert letters(slide.shapes.title.text) in text
        for shape in (shape for shape in slide.shapes if shape.has_table):
            missing = [cell.text for cell in shape.table.iter_cells() if letters(cell.text) not in text]
            assert missing == []


def test_letters_of_all_languages_and_long_words_are_printed_inside_the_slide(tmp_path: Path):
    words = "Žemaitija Þingvellir Łódź Ñandú Åland Ørsted ēģķļņ šūdas"
    entries = tuple(Entry(f"{words} {'W' * 120}", "Strategy, 2021", "Ø" * 60) for _ in range(9))
    scene = a_scene(
        Entries(words, entries), Figures((Figure("152", words, words * 4),)), headline=f"{words} {'M' * 90}"
    )
    reader = printed(made([scene]), tmp_path)
    assert len(reader.pages) == len(opened(made([scene])).slides)
    lowest = []
    for page in reader.pages[1:]:
        page.extract_text(
            visitor_text=lambda text, _, matrix, *__: lowest.append(matrix[5]) if text.strip(" \n1234567890") else None
        )
        assert letters(words) in letters(page.extract_text())
    assert min(lowest) > 10
