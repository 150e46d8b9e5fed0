"""Blocks of words and numbers as HTML: lists, headline numbers, a matrix, an address to be read off the screen.

How large they are is the style sheet's matter, and what is cut where there is no room, that of the script.
"""

from markupsafe import Markup

from cci_data.exports.qr_code import code_of
from cci_data.exports.stage.letters import fill, joined
from cci_data.scenes.scene import Code, Entries, Entry, Figure, Figures, Matrix

# With more entries than these, what is said of each stands in the line of its name.
LOOSE = 9
BADGE = Markup(' <span class="badge">illustrative</span>')
# Of modules and of light around them: what readers need to find the code.
QUIET_MODULES = 3
# More numbers than these stand in rows below each other; a value of more characters is written smaller.
IN_A_ROW, SHORT = 5, 9


def entries(block: Entries) -> Markup:
    """Return a list with its heading, or what is said where it is empty."""
    if not block.entries:
        return fill('<h2>{heading}</h2><p class="nothing">{words}</p>', heading=block.heading, words=block.nothing)
    return fill(
        '<h2>{heading}</h2><ul class="list{dense}">{items}</ul><p class="more" hidden=""></p>',
        heading=block.heading,
        dense=" dense" if len(block.entries) > LOOSE else "",
        items=joined(map(_entry, block.entries)),
    )


def _entry(entry: Entry) -> Markup:
    return fill(
        '<li><span class="what">{text}{badge}</span>{label}{detail}</li>',
        text=entry.text,
        badge=BADGE if entry.is_illustrative else "",
        label=fill(' <span class="label">{label}</span>', label=entry.label) if entry.label else "",
        detail=fill(' <span class="detail">{detail}</span>', detail=entry.detail) if entry.detail else "",
    )


def figures(block: Figures) -> Markup:
    """Return the headline numbers, each over what it counts."""
    rows = Markup(" in-rows") if len(block.figures) > IN_A_ROW else ""
    return fill('<dl class="figures{rows}">{figures}</dl>', rows=rows, figures=joined(map(_figure, block.figures)))


def _figure(figure: Figure) -> Markup:
    return fill(
        '<div><dt>{label}</dt><dd class="value{long}">{value}</dd><dd class="detail">{detail}</dd></div>',
        long=Markup(" is-long") if len(figure.value) > SHORT else "",
        label=figure.label,
        value=figure.value,
        detail=figure.detail,
    )


def matrix(block: Matrix) -> Markup:
    """Return the matrix as a table, its columns headed by names or, where they do not fit, by codes."""
    heads = joined(
        fill(
            '<th scope="col"><span class="name">{name}</span><abbr title="{name}">{code}</abbr></th>',
            name=name,
            code=code,
        )
        for code, name in zip(block.columns, block.column_names, strict=True)
    )
    rows = joined(
        fill(
            '<tr{apart}><th scope="row"><span>{name}</span></th>{cells}</tr>',
            apart=Markup(' class="apart"') if any(cell.state == "apart" for cell in cells) else "",
            name=name,
            cells=joined(fill('<td class="{state}">{text}</td>', state=cell.state, text=cell.text) for cell in cells),
        )
        for name, cells in zip(block.rows, block.cells, strict=True)
    )
    return fill(
        '<table class="matrix"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        '<p class="legend">{legend}</p>',
        heads=heads,
        rows=rows,
        legend=block.legend,
    )


def code(block: Code) -> Markup:
    """Return an address as a QR code, made here, and in letters; in letters alone where it is too long for a code."""
    if not block.address:
        return fill('<div class="code"><p class="words">{words}</p></div>', words=block.words)
    return fill(
        '<div class="code">{drawing}<div><p class="address">{letters}</p><p class="words">{words}</p></div>'
        "{caveat}</div>",
        caveat=fill('<p class="caveat">{words}</p>', words=block.caveat) if block.caveat else "",
        drawing=_drawn(block.address),
        letters=block.address.split("://", 1)[-1].rstrip("/"),
        words=block.words,
    )


def _drawn(address: str) -> Markup:
    found = code_of(address)
    if found is None:
        return Markup()
    look = {"border": QUIET_MODULES, "dark": "#000", "light": "#fff", "omitsize": True}
    return fill(
        '<div class="qr" role="img" aria-label="QR code: {address}">{drawing}</div>',
        address=address,
        drawing=Markup(found.svg_inline(svgclass=None, lineclass=None, **look)),
    )
