"""A handout as a PDF: A4, tagged as PDF/UA-1 asks, with the typeface that is handed over and no other.

The template beside this file says how it looks; it is written in Typst, and gets what to print as JSON.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from cci_data.data_age import dated
from cci_data.exports.handout.lines import panel
from cci_data.exports.handout.parts import Beside, Handout, NewPage, Places, Section
from cci_data.exports.handout.places import places
from cci_data.exports.handout.webs import web
from cci_data.exports.logos import UNFIT, drawing_of
from cci_data.exports.page import ExportProblem
from cci_data.funding import Funding
from cci_data.language import day
from cci_data.privacy import public_value
from cci_data.scenes.scene import Lines, Panels, Web
from cci_data.theme import Palette

TEMPLATE = Path(__file__).parent / "handout.typ"
STANDARD = "ua-1"
# A longer word is given places where it may break, so that it does not run over its column.
LONGEST_WORD = 40
# How small letters may be set, in parts of their usual size, for a handout that has to fit on so many pages.
TIGHTNESS = (1.0, 0.92, 0.85, 0.78)
MAY_BREAK = "\u200b"


def handout(found: Handout, *, lands: bytes, fonts: Path, palette: Palette) -> bytes:
    """Return the PDF of a handout, the same bytes for the same input.

    lands: the GeoJSON of the countries, as `land.shapes` reads it; fonts: the folder of the typeface, Source Sans 3;
    palette: for white paper. Raises ExportProblem where it cannot be set.
    """
    content = json.dumps(printable(found, lands, palette), ensure_ascii=False)
    typeface = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    moment = datetime.combine(found.made_on, time(), tzinfo=UTC)
    sizes = TIGHTNESS if found.most_pages else TIGHTNESS[:1]
    try:
        compilers = (_compiler(content, typeface, size) for size in sizes)
        fitting = (each for each in compilers if not found.most_pages or _length(each) <= found.most_pages)
        # What fits at no size is complete on more pages, and easy to read.
        compiler = next(fitting, None) or _compiler(content, typeface, sizes[0])
        return compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=moment)
    except typst.TypstError as error:
        sentences = [f"The handout “{found.title}” cannot be set: {error.message}."]
        raise ExportProblem([*sentences, *([UNFIT] if found.funding and found.funding.logos else [])]) from error


def _compiler(content: str, typeface: typst.Fonts, tightness: float) -> typst.Compiler:
    said = {"handout": content, "tightness": str(tightness)}
    return typst.Compiler(TEMPLATE, TEMPLATE.parent, typeface, sys_inputs=said)


def _length(compiler: typst.Compiler) -> int:
    """Return how many pages a handout has."""
    return json.loads(compiler.query("<length>", field="value", one=True))


def printable(found: Handout, lands: bytes, palette: Palette) -> dict[str, Any]:
    """Return a handout as the template reads it: texts, numbers and drawings, each part with its kind."""
    how_old = [dated(found.as_of)] if found.as_of else []
    how_old += [f"as frozen: {found.state}"] if found.state else []
    words = {
        "kicker": found.kicker,
        "title": found.title,
        "lead": found.lead,
        "language": found.language,
        "filters": " · ".join(found.filters),
        "dates": " · ".join([*how_old, f"made on {day(found.made_on)}"]),
        "source": found.source,
        "address": found.address,
        "funding": _funding(found.funding),
        "origin": "" if found.funding else found.origin,
    }
    parts = [Parts(lands, palette).part(part) for part in found.parts]
    return public({**words, "palette": asdict(palette), "parts": parts})


def public(value: Any) -> Any:
    """Return what may leave the house of a value and all that is in it; texts with their long words made to break."""
    if isinstance(value, dict):
        return {key: words if key == "svg" else public(words) for key, words in value.items()}
    if isinstance(value, list | tuple):
        return [public(each) for each in value]
    return breaking(public_value(value)) if isinstance(value, str) else public_value(value)


def breaking(text: str) -> str:
    """Return a text whose words of more than LONGEST_WORD letters may break."""
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(
        MAY_BREAK.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))
        for word in text.split(" ")
    )


def _funding(who: Funding | None) -> dict[str, Any]:
    """Return who pays as the template reads it: the sentence, and the logos, none of them for nobody."""
    if who is None:
        return {"statement": "", "logos": []}
    logos = [{"svg": drawing_of(each), "alt": who.logo_words} for each in who.logos]
    return {"statement": who.statement, "logos": logos}


class Parts:
    """Turns the parts of a handout into what the template reads."""

    def __init__(self, lands: bytes, palette: Palette) -> None:
        """Draw on these lands, in these colours."""
        self._lands, self._palette = lands, palette

    def part(self, part: Section | Beside | NewPage) -> dict[str, Any]:
        """Return a part with its kind: section, beside or new-page."""
        if isinstance(part, NewPage):
            return {"kind": "new-page"}
        if isinstance(part, Beside):
            sides = {name: [self.part(each) for each in getattr(part, name)] for name in ("left", "right")}
            return {"kind": "beside", "share": part.share, **sides}
        heads = {"heading": part.heading, "lead": part.lead, "note": part.note, "columns": part.columns}
        return {"kind": "section", **heads, "body": self._body(part.body)}

    def _body(self, body: Any) -> dict[str, Any]:
        kind = type(body).__name__.lower()
        if isinstance(body, Places):
            return {"kind": "drawing", "svg": places(body, self._lands, self._palette), "alt": body.alt}
        if isinstance(body, Web):
            return {"kind": "drawing", "svg": web(body, self._lands, self._palette), "alt": web_in_words(body)}
        if isinstance(body, Panels):
            panels = [self._panel(each) for each in body.panels]
            return {"kind": kind, "panels": panels, "caption": body.caption}
        return {"kind": kind, **asdict(body)}

    def _panel(self, lines: Lines) -> dict[str, Any]:
        named = {"title": lines.title, "unit": lines.unit, "latest": lines.latest}
        return {**named, "svg": panel(lines, self._palette), "alt": panel_in_words(lines)}


def panel_in_words(lines: Lines) -> str:
    """Return what is seen of an indicator, in a sentence."""
    latest = f"the latest value is {lines.latest}" if lines.latest else "no value of the country is on record"
    return f"{lines.title}, in {lines.unit}, over the years, in {len(lines.lines)} lines; {latest}."


def web_in_words(found: Web) -> str:
    """Return what is seen of the network of projects, in sentences: each pair with its number."""
    pairs = sorted(found.links, key=lambda link: (-link.number, link.one, link.other))
    return f"{found.explanation}. " + "; ".join(f"{pair.one} and {pair.other}: {pair.number}" for pair in pairs)
