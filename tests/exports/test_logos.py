"""Logos as a sheet and a slide take them, drawn again by another library."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from cci_data.exports.logos import drawing_of, points_of
from cci_data.exports.page import ExportProblem
from cci_data.funding import Logo

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><rect width="1" height="1" fill="#f00"/></svg>'


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#00ff00").save(file, "PNG")
    return file.getvalue()


def test_each_kind_stays_as_it_is_where_it_can():
    assert drawing_of(Logo(DRAWING, "image/svg+xml")) == DRAWING.decode()
    assert points_of(Logo(png(3, 2), "image/png")) == png(3, 2)


def test_points_stand_in_a_drawing_of_their_size():
    logo = Logo(png(30, 20), "image/png")
    root = ElementTree.fromstring(drawing_of(logo))
    assert root.get("viewBox") == "0 0 30 20" and root[0].get("href") == logo.data_uri
    drawn = Image.open(io.BytesIO(points_of(Logo(drawing_of(logo).encode(), "image/svg+xml")))).convert("RGB")
    assert drawn.width / drawn.height == pytest.approx(1.5, rel=0.02)
    assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (0, 255, 0)


def test_a_drawing_becomes_points_and_where_it_is_bare_one_sees_through():
    drawn = Image.open(io.BytesIO(points_of(Logo(DRAWING, "image/svg+xml"))))
    assert drawn.height == 250 and drawn.width == pytest.approx(750, abs=2)
    assert drawn.getpixel((100, 100)) == (255, 0, 0, 255) and drawn.getpixel((600, 100))[3] == 0


@pytest.mark.parametrize("content", [b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'><a></svg>"])
def test_what_is_no_drawing_is_a_sentence(content: bytes):
    with pytest.raises(ExportProblem, match="cannot be drawn"):
        points_of(Logo(content, "image/svg+xml"))


def test_a_drawing_takes_in_no_file_of_the_server(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.png").write_bytes(png(3, 2))
    taking = DRAWING.replace(b"</svg>", b'<image width="3" height="1" href="secret.png"/></svg>')
    with pytest.raises(ExportProblem, match="cannot be drawn"):
        points_of(Logo(taking, "image/svg+xml"))
