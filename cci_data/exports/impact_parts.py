"""What the report on impact says in each of its forms: the headings, what the figures count, and the list of proofs."""

TITLES = {
    "own": ("The network's own counts", "Counted by the network's own rules."),
    "programme": ("Interreg output and result indicators", "As the network's records show them; not an audit."),
}
FIGURE_HEADS = ("Indicator", "Figure", "Before", "Target")
MISSING_HEADS = ("Indicator", "How it gets recorded")
HOW, MEANINGS, MISSING, PROOFS = "How it was counted", "What each figure counts", "Not recorded yet", "Proof"
NOT_ZERO = "Nothing of the sort was recorded yet, which is not 0."
PROOFS_ARE = "What proves the rows behind the figures, each once; all rows are in the workbook."
NO_PROOF = "No row was counted, so there is nothing to prove."
# More would not be read, and the report keeps to its six pages.
MOST_PROOFS = 60


def figures(report, family: str) -> list[tuple[str, ...]]:
    """Return the figures of a family, each with the cells of FIGURE_HEADS.

    report: as `impact.report.ImpactReport`; family: a key of TITLES.
    """
    return [(line.title, line.value, line.before, line.progress or "not set") for line in report.of(family)]


def missing(report) -> list[tuple[str, str]]:
    """Return the indicators for which nothing is recorded, with how it gets recorded."""
    return [(line.title, line.how) for line in report.lines if not line.is_recorded]


def left_out(line) -> str:
    """Return what a figure does not count: by its rule, and because the date does not say enough."""
    rule = line.counts_not or "Nothing else to say."
    if not line.unsure_count:
        return rule
    return f"{rule} {line.unsure_count} more may belong to the period; the date does not say enough."


def proofs(report) -> list[tuple[str, str]]:
    """Return what proves the rows behind the figures, each once, with the figures that it proves."""
    found: dict[str, list[str]] = {}
    for line in report.lines:
        for proof in line.proofs:
            found.setdefault(proof, []).append(line.code or line.label)
    return [(proof, ", ".join(titles)) for proof, titles in found.items()]


def shown_proofs(report) -> tuple[list[tuple[str, str]], str]:
    """Return the first MOST_PROOFS of the proofs, and a sentence on the rest, "" where there is none."""
    found = proofs(report)
    rest = len(found) - MOST_PROOFS
    return found[:MOST_PROOFS], f"And {rest} more, which stand in the workbook." if rest > 0 else ""
