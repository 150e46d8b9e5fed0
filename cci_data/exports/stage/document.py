"""A presentation as one HTML document: every scene is in it, and the script only turns from one to the next."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from markupsafe import Markup

from cci_data.data_age import dated
from cci_data.exports.stage.blocks import code, entries, figures, matrix
from cci_data.exports.stage.ground import Ground, ground
from cci_data.exports.stage.letters import fill, joined
from cci_data.exports.stage.maps import bubble_map, web
from cci_data.exports.stage.panels import panels
from cci_data.scenes.scene import Block, BubbleMap, Code, Entries, Figures, Matrix, Name, Panels, Scene, Web
from cci_data.theme import Palette

HERE = Path(__file__).parent
NETWORK = "CCI network, Baltic Sea Region"
EXAMPLES = "What is marked illustrative is an example and counts in no figure."
DRAWN = {Entries: entries, Figures: figures, Matrix: matrix, Panels: panels, Code: code}
BUTTONS = {
    "first": ("First scene", "M6 5v14M19 5l-9 7 9 7z"),
    "back": ("Previous scene", "M15 5l-8 7 8 7"),
    "next": ("Next scene", "M9 5l8 7-8 7"),
    "last": ("Last scene", "M18 5v14M5 5l9 7-9 7z"),
    "pause": ("Pause", "M8 5v14M16 5v14"),
    "whole": ("Full screen", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"),
}


@dataclass(frozen=True)
class Stage:
    """What a presentation is shown with, beside its scenes.

    palette: one of `theme.PRESENTED`; first: the name of the scene that it begins with; every: seconds after which the
    next one comes by itself, 0 for never; problems: what to say about the address, in sentences; end: where the end
    leads, relative to the page; script: the address of `script()`; font: that of a font file, "" for the system's
    own; lands: the GeoJSON of the basemap; names: of the network's countries, at their points; banner: what to say on
    every scene, such as the name of a frozen state; title: of the meeting, for the first scene and the closing one;
    paper: the palette where it is printed, None for the same; funding: the sentence of who pays and the addresses of
    the logos, for the closing scene, None for nothing to say.
    """

    palette: Palette
    first: str
    lands: bytes
    names: tuple[Name, ...] = ()
    every: int = 0
    problems: tuple[str, ...] = ()
    end: str = "./"
    script: str = ""
    font: str = ""
    banner: str = ""
    title: str = ""
    paper: Palette | None = None
    funding: tuple[str, tuple[str, ...]] | None = None


@cache
def script() -> bytes:
    """Return the script that turns the scenes, the same for every presentation."""
    return (HERE / "stage.js").read_bytes()


@cache
def script_name() -> str:
    """Return a file name for the script, which changes with it."""
    return f"{hashlib.sha256(script()).hexdigest()[:12]}.js"


@cache
def _sheet() -> str:
    return (HERE / "stage.css").read_text(encoding="utf-8")


def render(scenes: Sequence[Scene], stage: Stage) -> bytes:
    """Return the presentation as HTML; it needs nothing from elsewhere, and no server once it is there."""
    content = _content(scenes, stage)
    head = fill(
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>'
        '<meta name="color-scheme" content="{scheme}"/><title>{title}</title><style>{style}</style>'
        '<script src="{script}" defer=""></script>',
        scheme="dark" if "dark" in stage.palette.name else "light",
        title=stage.title or NETWORK,
        style=_style(stage),
        script=stage.script,
    )
    return fill(
        '<!DOCTYPE html>\n<html lang="en" class="{theme}" data-version="{version}"><head>{head}</head>'
        '<body data-every="{every}">{content}</body></html>\n',
        theme=stage.palette.name,
        version=hashlib.sha256(content.encode()).hexdigest()[:32],
        head=head,
        every=stage.every,
        content=content,
    ).encode()


def _content(scenes: Sequence[Scene], stage: Stage) -> Markup:
    land = ground(stage.lands)
    has_map = any(isinstance(block, BubbleMap | Web) for scene in scenes for block in scene.blocks)
    problems = fill('<p class="problems" role="status">{words}</p>', words=" ".join(stage.problems))
    return fill(
        '<svg class="shapes" aria-hidden="true"><defs>{lands}</defs></svg><main>{scenes}</main>'
        '<p class="said" role="status"></p>{problems}{controls}',
        lands=land.shapes() if has_map else "",
        scenes=joined(_scene(scene, number, len(scenes), stage, land) for number, scene in enumerate(scenes, start=1)),
        problems=problems if stage.problems else "",
        controls=_controls(stage),
    )


def _style(stage: Stage) -> Markup:
    face = f'@font-face{{font-family:"Source Sans";src:url({stage.font});font-weight:200 900}}' if stage.font else ""
    paper = f"@media print{{:root{{{_colours(stage.paper)}}}}}" if stage.paper else ""
    return Markup(f"{face}:root{{{_colours(stage.palette)}}}{paper}{_sheet()}")


def _colours(palette: Palette) -> str:
    roles = {
        field.name.replace("_", "-"): getattr(palette, field.name)
        for field in fields(palette)
        if field.name not in ("name", "steps")
    } | {f"step-{number}": colour for number, colour in enumerate(palette.steps)}
    return "".join(f"--{role}:{colour};" for role, colour in roles.items())


def _scene(scene: Scene, number: int, total: int, stage: Stage, land: Ground) -> Markup:
    kinds = [type(block).__name__.lower() for block in scene.blocks]
    is_closing = any(isinstance(block, Code) for block in scene.blocks)
    title = stage.title if number == 1 or is_closing else ""
    said = ((title, "title"), (stage.banner, "banner"))
    return fill(
        '<section class="scene{shown}" id="{name}" role="group" aria-roledescription="scene" '
        'aria-label="Scene {number} of {total}: {kicker}"><header>{banner}<p class="kicker">{kicker}</p>'
        '<h1>{headline}</h1></header><div class="blocks {layout}">{blocks}</div><footer>{foot}</footer></section>',
        shown=" is-shown" if scene.name == stage.first else "",
        name=scene.name,
        number=number,
        total=total,
        banner=joined(fill('<p class="{kind}">{words}</p>', kind=kind, words=words) for words, kind in said if words),
        kicker=scene.kicker,
        headline=scene.headline,
        layout=f"of-{'-'.join(kinds)}",
        blocks=joined(
            fill('<div class="block of-{kind}">{drawn}</div>', kind=kind, drawn=_block(block, stage, land))
            for kind, block in zip(kinds, scene.blocks, strict=True)
        ),
        foot=joined((_funding(stage) if is_closing else "", _foot(scene))),
    )


def _funding(stage: Stage) -> Markup:
    """Return who pays, with the logos; the sentence names the funder, so the logos need no words of their own."""
    if not stage.funding:
        return Markup()
    statement, logos = stage.funding
    return fill(
        '<p class="funding">{logos}<span>{statement}</span></p>',
        logos=joined(fill('<img src="{logo}" alt=""/>', logo=logo) for logo in logos),
        statement=statement,
    )


def _block(block: Block, stage: Stage, land: Ground) -> Markup:
    if isinstance(block, BubbleMap):
        return bubble_map(block, land, stage.names)
    if isinstance(block, Web):
        return web(block, land)
    return DRAWN[type(block)](block)


def _foot(scene: Scene) -> Markup:
    """Return how to read a scene, where its data come from and of which day they are."""
    is_marked = any(
        entry.is_illustrative for block in scene.blocks if isinstance(block, Entries) for entry in block.entries
    )
    how_old = f"{dated(scene.as_of)}." if scene.as_of else ""
    source = " ".join(filter(None, (f"Source: {scene.source}.", how_old, EXAMPLES if is_marked else "")))
    return fill(
        '{note}<p class="source">{source}</p>',
        note=fill('<p class="note">{note}</p>', note=scene.note) if scene.note else "",
        source=source,
    )


def _controls(stage: Stage) -> Markup:
    names = [name for name in BUTTONS if name != "pause" or stage.every]
    buttons = {name: _button(name) for name in names}
    return fill(
        '<nav aria-label="Presentation"><a class="end" href="{end}">End</a><span class="turn">{first}{back}'
        '<span class="number" aria-hidden="true"></span>{next}{last}</span><span class="rest">{pause}{whole}</span>'
        "</nav>{hint}",
        end=stage.end,
        pause=buttons.pop("pause", ""),
        hint=Markup('<div class="hint" aria-hidden="true"><i></i></div>') if stage.every else "",
        **buttons,
    )


def _button(name: str) -> Markup:
    words, drawing = BUTTONS[name]
    return fill(
        '<button type="button" data-do="{name}" aria-label="{words}"><svg viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="{drawing}"/></svg></button>',
        name=name,
        words=words,
        drawing=drawing,
    )
