"""Any scenes make a deck: long words, many entries, none at all, every letter of ten languages and of no language."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cci_data.scenes.scene import (
    Bubble,
    BubbleMap,
    Cell,
    Code,
    Entries,
    Entry,
    Figure,
    Figures,
    Line,
    Lines,
    Link,
    Matrix,
    Node,
    Panels,
    Scene,
    Web,
)
from tests.exports.slides.reading import made, opened, outside, overlaps

LATVIA = {
    "properties": {"name": "Latvia", "network": True},
    "geometry": {"type": "MultiPolygon", "coordinates": [[[[21, 56], [28, 56], [27, 58], [21, 56]]]]},
}
LANDS = json.dumps({"features": [LATVIA]}).encode()
NAMES = st.sampled_from(["", "Žemaitija", "Þingvellir", "Łódź", "W" * 300, "Ñ Å Ø " * 80, "short", "\x00\ud800 & <b>"])
TEXTS = NAMES | st.text(max_size=60)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
COUNTS = st.integers(0, 10**6)
ENTRIES = st.builds(
    Entries,
    TEXTS,
    st.lists(st.builds(Entry, TEXTS, TEXTS, TEXTS, st.booleans()), max_size=30).map(tuple),
    TEXTS,
)
FIGURES = st.builds(Figures, st.lists(st.builds(Figure, TEXTS, TEXTS, TEXTS), max_size=8).map(tuple))
VALUES = st.floats(-1e15, 1e15) | st.sampled_from([0.0, 1e-12, 1e300])
STROKES = st.dictionaries(st.integers(1990, 2030), VALUES, max_size=5).map(
    lambda found: tuple(((year, value),) for year, value in sorted(found.items()))
)
LINES = st.builds(Line, TEXTS, st.sampled_from(["country", "union", "other"]), STROKES)
PANELS = st.builds(
    Panels,
    st.lists(
        st.builds(Lines, TEXTS, TEXTS, st.integers(0, 3), TEXTS, st.booleans(), st.lists(LINES, max_size=3).map(tuple)),
        max_size=5,
    ).map(tuple),
    TEXTS,
)


@st.composite
def maps(draw) -> BubbleMap:
    steps = draw(st.lists(TEXTS, min_size=1, max_size=20))
    growth = st.lists(COUNTS, min_size=len(steps), max_size=len(steps)).map(lambda found: tuple(sorted(found)))
    bubbles = draw(st.lists(st.builds(Bubble, TEXTS, TEXTS, LATITUDES, LONGITUDES, growth), max_size=12))
    return BubbleMap(tuple(steps), draw(growth), tuple(bubbles), draw(TEXTS))


@st.composite
def matrices(draw) -> Matrix:
    rows, columns = (draw(st.lists(TEXTS, max_size=most)) for most in (20, 14))
    states = st.sampled_from(["several", "one", "none", "unstated", "apart"])
    row = st.lists(st.builds(Cell, TEXTS, states), min_size=len(columns), max_size=len(columns)).map(tuple)
    cells = draw(st.lists(row, min_size=len(rows), max_size=len(rows)))
    return Matrix(tuple(rows), tuple(columns), tuple(columns), tuple(cells), draw(TEXTS))


@st.composite
def webs(draw) -> Web:
    nodes = draw(st.lists(st.builds(Node, NAMES, TEXTS, LATITUDES, LONGITUDES, COUNTS), max_size=6, unique_by=_code))
    codes = st.sampled_from([node.code for node in nodes] or [""])
    return Web(tuple(nodes), tuple(draw(st.lists(st.builds(Link, codes, codes, COUNTS), max_size=6))), draw(TEXTS))


def _code(node: Node) -> str:
    return node.code


CODES = st.builds(Code, TEXTS | st.just("https://cci.example/"), TEXTS)
BLOCKS = st.lists(ENTRIES | FIGURES | PANELS | maps() | matrices() | webs() | CODES, max_size=3).map(tuple)
SCENES = st.builds(
    Scene, name=st.just("next"), kicker=TEXTS, headline=TEXTS, blocks=BLOCKS, source=TEXTS, as_of=st.none(), note=TEXTS
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SCENES, max_size=2), TEXTS, TEXTS)
def test_any_scenes_make_a_deck_on_whose_slides_everything_lies(scenes: list[Scene], title: str, subtitle: str):
    deck = opened(made(scenes, title=title, subtitle=subtitle, lands=LANDS))
    assert outside(deck) == []
    assert [overlaps(slide) for slide in deck.slides] == [[] for _ in deck.slides]
