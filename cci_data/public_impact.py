"""What is public of the figures of impact and of the rows behind them: the columns, and what they mean."""

from cci_data.public_data import NEVER, ORIGIN, SOURCE, Kind, PublicColumn, PublicData

_KEYWORDS = ("impact", "indicators", "Interreg", "cultural and creative industries", "Baltic Sea Region")
_ID = PublicColumn("impact_indicator_id", "Indicator ID", "short stable name of the indicator", is_always=True)
_UNIT = PublicColumn("unit", "Unit", "what is counted", is_always=True)

IMPACT = PublicData(
    name="impact",
    title="Figures of impact",
    row="an indicator of impact with what it came to in the period; what was never recorded has no value, not 0",
    columns=(
        _ID,
        PublicColumn("code", "Code", "the programme's code, such as RCO87; blank: an own count"),
        PublicColumn("label", "Indicator", "name on the page", is_always=True),
        PublicColumn("family", "Family", "programme: Interreg's; own: the network's own count", is_always=True),
        PublicColumn("kind", "Kind", "output, result or own", is_always=True),
        PublicColumn("period", "Period", "of which time the figure is, in words", is_always=True),
        PublicColumn("programme", "Programme", "the one programme that was asked for; blank: all"),
        PublicColumn("value", "Value", "the figure; blank: nothing of the sort was ever recorded", Kind.NUMBER),
        PublicColumn("value_in_words", "Figure", "the same as it stands on the page and in the report", is_always=True),
        PublicColumn("before", "Before", "the figure of the period before; blank: there is none", Kind.NUMBER),
        PublicColumn("compared", "Before in words", "the same as on the page; blank likewise"),
        _UNIT,
        PublicColumn("counts", "What counts", "as the programme or the network says it", is_always=True),
        PublicColumn("counts_not", "What does not count", "likewise"),
        PublicColumn("proof", "Proof", "what proves it", is_always=True),
        PublicColumn("is_confirmed", "Rule confirmed", "read in the programme's own text", Kind.YES_NO, is_always=True),
        PublicColumn("baseline", "Baseline", "where it started; blank: not set", Kind.NUMBER),
        PublicColumn("baseline_year", "Baseline year", "year of the baseline", Kind.WHOLE),
        PublicColumn("target", "Target", "where it shall be; blank: not set", Kind.NUMBER),
        PublicColumn("target_year", "Target year", "year in which the target shall be reached", Kind.WHOLE),
        PublicColumn("progress", "Progress", "part of the target reached by the end of the period", Kind.NUMBER),
        PublicColumn("progress_in_words", "Progress in words", "as on the page; blank: no target"),
        PublicColumn("how", "How it gets recorded", "a sentence", is_always=True),
    ),
    left_out=NEVER,
    keywords=_KEYWORDS,
)

IMPACT_ROWS = PublicData(
    name="impact-rows",
    title="Rows behind figures of impact",
    row="something that a figure of impact counts; the numbers of an indicator's rows add up to its figure",
    columns=(
        _ID,
        PublicColumn("indicator", "Indicator", "name of the indicator on the page", is_always=True),
        PublicColumn("key", "Key", "ID of what counts, once for each indicator", is_always=True),
        PublicColumn("title", "What", "what counts", is_always=True),
        PublicColumn(
            "on", "Date", "as precisely as known: 2019, 2019-01 or 2019-01-15; blank: as it stands", Kind.PARTIAL_DAY
        ),
        PublicColumn("number", "Counts", "what it adds to the figure", Kind.NUMBER, is_always=True),
        _UNIT,
        PublicColumn("country_codes", "Country codes", "countries it belongs to, ISO 3166-1 alpha-2", Kind.TEXTS),
        PublicColumn("countries", "Countries", "the same in English", Kind.TEXTS),
        PublicColumn("sector_ids", "Sector IDs", "sectors it belongs to, as IDs", Kind.TEXTS),
        PublicColumn("sectors", "Sectors", "the same in words", Kind.TEXTS),
        PublicColumn("programmes", "Programmes", "funding programmes it belongs to", Kind.TEXTS),
        PublicColumn("cause", "Cause", "of a step in the ledger: caused, helped or happened; blank: no step"),
        PublicColumn("cause_label", "The network's part", "the same in words"),
        PublicColumn("proof", "Proof", "link or name of the document that proves it; blank: see source"),
        *(SOURCE, ORIGIN),
    ),
    left_out={"page": "path of the dashboard's page that shows it"} | NEVER,
    keywords=_KEYWORDS,
)
