"""Decks of the scenes of the world, made once: they are only read."""

from collections.abc import Callable

import pytest
from pptx.presentation import Presentation

from cci_data.basemap import shapes
from cci_data.reader import Reader
from cci_data.scenes.agenda import make, read
from cci_data.scenes.scene import Choice, Scene
from tests.conftest import TODAY, build_world
from tests.exports.slides.reading import made, opened


@pytest.fixture(scope="session")
def scenes(shared_copy: Callable[..., str]) -> tuple[Scene, ...]:
    """All scenes of the agenda, with Latvia in the spotlight."""
    reader = Reader(shared_copy("sqlite", build_world))
    choice = Choice(today=TODAY, spotlight="LV", address="https://cci.example/dashboard?present=1")
    return make(reader.fetch, read({}), choice)


@pytest.fixture(scope="session")
def file(scenes: tuple[Scene, ...]) -> bytes:
    """The deck of all scenes."""
    return made(scenes, lands=shapes())


@pytest.fixture
def deck(file: bytes) -> Presentation:
    """The deck of all scenes, opened again."""
    return opened(file)
