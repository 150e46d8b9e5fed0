"""The presentation as one document: every scene is in it, and nothing of it is elsewhere."""

import re
from dataclasses import replace
from datetime import date

import pytest

from cci_data.basemap import shapes
from cci_data.exports.stage.document import EXAMPLES, Stage, render, script, script_name
from cci_data.reader import Reader
from cci_data.scenes.agenda import DEFAULT, Agenda, make
from cci_data.scenes.scene import Choice, Code, Entries, Entry, Name, Scene
from cci_data.theme import PRESENTED
from tests.conftest import TODAY, build_world
from tests.exports.stage.reading import of_class, parsed, text

HOSTILE = "</style><script>alert(1)</script>&\"'"
STAGE = Stage(PRESENTED["light"], "next", shapes(), script="stage/x.js", names=(Name("Latvia", 56.8, 26.4),))


def scene(name: str = "next", *entries: Entry, **changes) -> Scene:
    block = Entries("Events", entries, "None.")
    return replace(Scene(name, "What is next", "One ahead", (block,), "public record", date(2026, 11, 23)), **changes)


def shown(root) -> list[str]:
    return [section.get("id") for section in of_class(root, "is-shown")]


@pytest.fixture(scope="module")
def all_scenes(shared_copy):
    reader = Reader(shared_copy("sqlite", build_world))
    yield make(reader.fetch, Agenda(), Choice(TODAY, address="https://dashboard.example/"))
    reader._engine.dispose()


@pytest.mark.parametrize("theme", PRESENTED)
def test_every_scene_is_there_in_the_colours_of_its_theme(all_scenes, theme: str):
    root = parsed(render(all_scenes, replace(STAGE, palette=PRESENTED[theme])))
    sections = of_class(root, "scene")
    assert [section.get("id") for section in sections] == list(DEFAULT)
    headlines = [" ".join(made.headline.split()) for made in all_scenes]
    assert [text(section.find("header/h1")) for section in sections] == headlines
    style = root.find("head/style").text
    for role in ("background", "text", "accent"):
        assert f"--{role}:{getattr(PRESENTED[theme], role)};" in style
    assert root.get("class") == theme and shown(root) == ["next"]


def test_each_scene_says_its_source_its_day_and_how_to_read_it(all_scenes):
    root = parsed(render(all_scenes, STAGE))
    for section, made in zip(of_class(root, "scene"), all_scenes, strict=True):
        foot = text(section.find("footer"))
        assert f"Source: {made.source}. Data as of 23 November 2026." in foot and made.note in foot
        is_marked = bool(of_class(section, "badge"))
        assert (EXAMPLES in foot) == is_marked
    assert of_class(root, "badge")


def test_nothing_is_asked_from_elsewhere(all_scenes):
    html = render(all_scenes, replace(STAGE, font="static/font.woff2")).decode()
    asked = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", html)
    assert set(asked) == {"stage/x.js", "static/font.woff2", "#lands", "./"}
    assert len(html.encode()) < 300_000


def test_whatever_the_data_says_opens_no_tag():
    made = scene(
        "next", Entry(HOSTILE, HOSTILE, HOSTILE), kicker=HOSTILE, headline=HOSTILE, source=HOSTILE, note=HOSTILE
    )
    root = parsed(render([made], replace(STAGE, problems=(HOSTILE,), banner=HOSTILE, end=f"map?text={HOSTILE}")))
    assert len(list(root.iter("script"))) == 1 and len(list(root.iter("style"))) == 1
    assert text(root.find("body")).count(HOSTILE) >= 7


def test_the_version_changes_with_the_content_alone():
    version = lambda *scenes, **changes: parsed(render(scenes, replace(STAGE, **changes))).get("data-version")  # noqa: E731
    one = version(scene())
    assert one == version(scene()) and one == version(scene(), palette=PRESENTED["dark"])
    assert one != version(scene("next", Entry("New")))


def test_problems_and_a_frozen_state_are_said():
    root = parsed(
        render([scene(), scene("closing")], replace(STAGE, problems=("First.", "Second."), banner="As of then"))
    )
    assert [text(words) for words in of_class(root, "problems")] == ["First. Second."]
    assert [text(words) for words in of_class(root, "banner")] == ["As of then"] * 2
    assert of_class(parsed(render([scene()], STAGE)), "problems") == []


def test_a_timer_brings_its_pause_and_its_hint():
    names = lambda every: [  # noqa: E731
        button.get("data-do") for button in parsed(render([scene()], replace(STAGE, every=every))).iter("button")
    ]
    assert set(names(20)) - set(names(0)) == {"pause"}
    assert parsed(render([scene()], replace(STAGE, every=20))).find("body").get("data-every") == "20"


def test_each_button_and_scene_has_a_name():
    root = parsed(render([scene(), scene("closing")], STAGE))
    assert all(button.get("aria-label") for button in root.iter("button"))
    assert [section.get("aria-label") for section in of_class(root, "scene")] == [
        "Scene 1 of 2: What is next",
        "Scene 2 of 2: What is next",
    ]


def test_the_script_has_a_name_of_its_own():
    assert re.fullmatch(r"[0-9a-f]{12}\.js", script_name()) and b"</script" not in script()


def test_the_meeting_and_who_pays_stand_where_a_meeting_begins_and_closes():
    stage = replace(STAGE, title="Meeting <b>", funding=("Paid by <i>.", ("data:image/png;base64,AA==",)))
    closing = replace(scene("closing"), blocks=(Code("https://cci.example/", "Here"),))
    root = parsed(render([scene("where"), scene("next"), closing], stage))
    assert [text(words) for words in of_class(root, "title")] == ["Meeting <b>"] * 2
    (paid,) = of_class(root, "funding")
    assert text(paid) == "Paid by <i>." and paid.find("img").get("src").startswith("data:image/png")
    assert not of_class(parsed(render([scene("where"), closing], STAGE)), "funding")


def test_on_paper_it_has_the_colours_of_paper():
    written = render([scene()], replace(STAGE, palette=PRESENTED["dark"], paper=PRESENTED["light"])).decode()
    ours = written.partition("@media print{:root{")[2].partition("}")[0]
    assert f"--background:{PRESENTED['light'].background};" in ours
