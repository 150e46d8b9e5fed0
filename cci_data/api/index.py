"""The page /api: all addresses and how to ask, for a person who looks."""

from markupsafe import Markup

from cci_data.api.moments import AS_OF
from cci_data.api.offers import OFFERS
from cci_data.api.parameters import PAGING, Parameter
from cci_data.api.problems import KINDS
from cci_data.api.report_orders import report_parameters
from cci_data.charts.chart import Fetch
from cci_data.reports.registry import MEDIA_TYPES, REPORTS

PAGE = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The data of the CCI dashboard</title>
<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#12263a}}</style></head>
<body><main><h1>The data of the CCI dashboard</h1>
<p>Everything here is for reading, without a key, from anywhere. Several options stand in one parameter, set apart by
commas. Programs read <a href="{base}/api/openapi.json">openapi.json</a>, catalogues
<a href="{base}/catalog.jsonld">catalog.jsonld</a>.</p>
{data}{reports}<h2>Parts, and moments that were kept</h2><dl>{paging}</dl>
<p>The header Link, and meta.links in JSON, lead to the other parts.</p>
<h2>What can go wrong</h2><dl>{problems}</dl></main></body></html>
""")
DATA = Markup("<h2>{title}</h2><p>Each row is {row}.</p><p>{files}</p><dl>{parameters}</dl>")
FILE = Markup('<a href="{base}/api/{name}.{form}">{name}.{form}</a>')
REPORTS_ARE = Markup(
    "<h2>Reports to hand out</h2><p>Files with source, date and filters in them, made when they are asked for, one "
    "after the other.</p>"
)
REPORT = Markup("<h3>{title}</h3><p>{files}</p><dl>{parameters}</dl>")
REPORT_FILE = Markup('<a href="{base}/reports/{name}.{form}">{name}.{form}</a> ({media_type})')
# Without what it is about, there is none to be fetched.
REPORT_PATTERN = Markup("<code>/reports/{name}.{form}?{subject}=…</code> ({media_type})")
PARAMETER = Markup("<dt><code>{name}</code></dt><dd>{meaning}</dd>")
PROBLEM = Markup('<dt id="{kind}"><code>{kind}</code> ({status})</dt><dd>{title}</dd>')


def render_index(fetch: Fetch, base: str) -> bytes:
    """Return the page as HTML; base: the address of the dashboard."""
    data = [
        DATA.format(
            title=offer.data.title,
            row=offer.data.row,
            files=Markup(" · ").join(FILE.format(base=base, name=offer.data.name, form=form) for form in offer.forms),
            parameters=_parameters(offer.parameters(fetch)),
        )
        for offer in OFFERS
    ]
    problems = [PROBLEM.format(kind=kind, status=status, title=title) for kind, (status, title) in KINDS.items()]
    page = PAGE.format(
        base=base,
        data=Markup("").join(data),
        reports=REPORTS_ARE + Markup("").join(_report(fetch, base, kind) for kind in REPORTS),
        paging=_parameters((*PAGING, AS_OF)),
        problems=Markup("").join(problems),
    )
    return page.encode()


def _report(fetch: Fetch, base: str, kind: str) -> Markup:
    entry = REPORTS[kind]
    file = REPORT_PATTERN if entry.is_needed else REPORT_FILE
    files = (
        file.format(base=base, name=kind, form=form, subject=entry.subject, media_type=MEDIA_TYPES[form])
        for form in entry.forms
    )
    parameters = _parameters(report_parameters(fetch, kind))
    return REPORT.format(title=entry.title, files=Markup(" · ").join(files), parameters=parameters)


def _parameters(parameters: tuple[Parameter, ...]) -> Markup:
    return Markup("").join(PARAMETER.format(name=each.name, meaning=each.meaning) for each in parameters)
