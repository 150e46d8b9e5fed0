"""What the report on impact says in each of its forms: the headings, what the figures count, and the list of proofs."""

TITLES = {
    "own": ("The network's own counts", "Counted by the network's own rules."),
    "programme": ("Interreg output and result indicators", "As the network's records show them; not an audit."),
}
FIGURE_HEADS = ("Indicator", "Figure", "Before", "Target")
MISSING_HEADS = ("Indicator", "How it gets recorded")
HOW, MEANINGS, MISSING, PROOFS = "How it was counted", "What each figure counts", "Not recorded yet", "Proof"
NO_TARGET = "No target is set yet."
NOT_ZERO = "Nothing of the sort was recorded yet, which is not 0."
PROOFS_ARE = "What proves the rows behind the figures, each once; all rows are in the workbook."
NO_PROOF = "No row was counted, so there is nothing to prove."
# More would not be read, and the report keeps to its six pages.
MOST_PROOFS = 60


def has_target(report) -> bool:
    """Tell whether any figure of the report has a target; else a sentence says so, rather than each row."""
    return any(line.progress for line in report.lines)


def heads(report) -> tuple[str, ...]:
    """Return what stands above `figures`: FIGURE_HEADS, without the target where none is set."""
    return FIGURE_HEADS if has_target(report) else FIGURE_HEADS[:-1]


def lead(report, family: str) -> str:
    """Return what is said above the figures of a family."""
    words = TITLES[family][1]
    return words if has_target(report) else f"{words} {NO_TARGET}"


def figures(report, family: str) -> list[tuple[str, ...]]:
    """Return the figures of a family, each with the cells of `heads`.

    report: as `impact.report.ImpactReport`; family: a key of TITLES.
    """
    rows = [(line.title, line.value, line.before, line.progress or "not set") for line in report.of(family)]
    return [row[: len(heads(report))] for row in rows]


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
