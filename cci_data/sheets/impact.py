"""The sheets of what a funder is told: Ledger, Event participations, Solutions, Uptake, Continued cooperation, and the
indicators with the values that cannot be computed.
"""

from cci_data.models import (
    Continuation,
    EventParticipation,
    ImpactIndicator,
    ImpactValue,
    Solution,
    SolutionPartner,
    Step,
    StepPartner,
    Uptake,
)
from cci_data.sheets.cells import Day, Id, Number, PartialDate, Text, Whole, YesOrNo
from cci_data.sheets.choices import (
    Cause,
    Country,
    ImpactFamily,
    ImpactKind,
    Origin,
    Outcome,
    SolutionKind,
    StepKind,
    Texts,
)
from cci_data.sheets.partners import LIST, ORIGIN_NOTE, PARTNER_NOTE, SOURCE_NOTE
from cci_data.sheets.projects import PRECISION
from cci_data.sheets.sheet import Many, Row, Sheet, column

PROOF = "Link, or name of the document, that proves it; no person's name."


class StepRow(Row):
    """A step from a meeting to money."""

    title: Text = column(
        "What happened",
        "In a few words, without names of persons.",
        "Step",
        "Title",
        example=("Two hubs met at the study visit", "The application was funded"),
    )
    kind: StepKind = column(
        "Kind",
        "Contact, joint activity, application, decision or project.",
        "Type",
        "Kind of step",
        example=("Contact", "Decision"),
    )
    happened_on: PartialDate = column(
        "When", f"{PRECISION}.", "Date", "Happened on", "Day", example=("2027-03-04", "2027-11")
    )
    cause: Cause = column(
        "What the network had to do with it",
        "Caused or helped by the network, or happened among partners.",
        "Cause",
        "Network",
        example=("caused by the network", "helped by the network"),
    )
    partners: Texts = column(
        "Partners",
        f"Who took part: {PARTNER_NOTE}; {LIST}.",
        "Partner",
        "Consortium",
        example=("Example Hub Liepāja", ""),
    )
    follows_id: Id = column("Follows", "The id of the step that led to it.", "After", "Follows step")
    event_id: Id = column("Event", "The id of the event at which it happened.", "Event id")
    project_id: Text = column("Project", "The project that came of it, by title or id.", "Project id")
    programme: Text = column("Programme", "Funding programme and period.", "Fund", "Program")
    outcome: Outcome = column(
        "Outcome", "Of a decision only: funded, rejected or withdrawn.", "Result", example=("", "Funded")
    )
    amount: Number = column("Amount", "Sum asked for, or granted.", "Sum", example=("", "250000"))
    currency: Text = column("Currency", "ISO code, such as EUR or SEK.", example=("", "EUR"))
    eur_rate: Number = column(
        "Rate", "Units of the currency for one euro; needed where it is not EUR.", "Exchange rate"
    )
    rate_on: Day = column("Rate of", "Day of that rate.", "Rate date", "Day of the rate")
    proof: Text = column("Proof", PROOF, "Document")
    step_id: Id = column("Step id", "Leave blank for a new step. Never changes: later steps refer to it.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class EventParticipationRow(Row):
    """How many took part in an event from a country."""

    event_id: Id = column(
        "Event", "The id of the event.", "Event id", example=("example-event-2027-03-04", "example-event-2027-03-04")
    )
    country_code: Country = column("Country", "From where.", "Country code", example=("LV", "SE"))
    participation_count: Whole = column(
        "Participations",
        "How many took part; who came twice counts twice.",
        "Participants",
        "Number",
        example=("12", "7"),
    )


class SolutionRow(Row):
    """Something developed jointly that others can take up."""

    title: Text = column(
        "Title", "Title as published.", "Solution", "Name", example=("Example of a strategy", "Example of a tool")
    )
    kind: SolutionKind = column(
        "Kind",
        "Strategy or action plan, pilot action, or solution.",
        "Type",
        example=("Strategy or action plan", "Solution"),
    )
    project_id: Text = column("Project", "The project that developed it, by title or id.", "Project id")
    partners: Texts = column(
        "Developed by", f"{PARTNER_NOTE}; {LIST}.", "Partners", "Partner", example=("Example Hub Liepāja", "")
    )
    finished_on: PartialDate = column(
        "Finished on", f"{PRECISION}; blank: not yet.", "Finished", "Date", example=("2027-05", "")
    )
    proof: Text = column(
        "Proof", PROOF, "Document", example=("https://project.example/strategy", "https://project.example/tool")
    )
    solution_id: Id = column("Solution id", "Leave blank for a new one. Never changes.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class UptakeRow(Row):
    """Somebody took a solution up."""

    adopter: Text = column(
        "Taken up by",
        "The organisation; it need not be a partner.",
        "Adopter",
        "Organisation",
        example=("Example City", "Example Region"),
    )
    solution_id: Id = column(
        "Solution",
        "The id of what was taken up.",
        "Solution id",
        example=("example-of-a-strategy", "example-of-a-tool"),
    )
    taken_up_on: PartialDate = column("Taken up on", f"{PRECISION}.", "Date", "When", example=("2027-09", "2028"))
    proof: Text = column(
        "Proof",
        "Document of the adopter that proves it.",
        "Document",
        example=("Decision of the council", "Action plan 2028"),
    )
    uptake_id: Id = column("Uptake id", "Leave blank for a new one. Never changes.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class ContinuationRow(Row):
    """A partner went on cooperating after a project was over."""

    project_id: Text = column(
        "Project",
        "The project that was over, by title or id.",
        "Project id",
        example=("Example of a project", "Example of a project"),
    )
    partner_id: Text = column(
        "Partner",
        f"{PARTNER_NOTE}; it went on.",
        "Partner id",
        "Organisation",
        example=("Example Hub Liepāja", "Example Agency Rostock"),
    )
    continued_on: PartialDate = column(
        "Agreed or seen on", f"{PRECISION}.", "Date", "When", example=("2029-01", "2029-02")
    )
    proof: Text = column(
        "Proof",
        "Link, or name of the agreement or survey.",
        "Document",
        example=("Agreement of 2029", "Survey of 2029"),
    )
    continuation_id: Id = column("Continuation id", "Leave blank for a new one. Never changes.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class ImpactIndicatorRow(Row):
    """Something that a funder counts, with its baseline and target."""

    label: Text = column("Label", "Name on screen.", "Indicator", "Name", example=("Example output", "Example count"))
    impact_indicator_id: Id = column(
        "Indicator id", "Short stable name.", "Id", example=("example-output", "example-own")
    )
    code: Text = column("Code", "The programme's code, such as RCO87.", example=("XMP01", ""))
    position: Whole = column("Position", "Order on the page, from 1.", example=("31", "32"))
    family: ImpactFamily = column(
        "Whose",
        "Interreg indicator, or the network's own count.",
        "Family",
        example=("Interreg indicator", "The network's own count"),
    )
    kind: ImpactKind = column("Kind", "Output, result or own count.", example=("Output", "Own count"))
    unit: Text = column("Unit", "What is counted.", example=("guides", "visitors"))
    counts: Text = column(
        "What counts",
        "In a sentence.",
        "Definition",
        "Counting rule",
        example=("Guides that partners of two countries published.", "Visitors of the exhibition on tour."),
    )
    counts_not: Text = column("What does not count", "In a sentence.", example=("Drafts.", ""))
    proof: Text = column("Source of proof", "What proves it.", "Evidence", "Proof", example=("The guide.", "Tickets."))
    counted_by: Text = column("Counted by", "Who counts.", example=("the lead partner", "the Desk"))
    is_confirmed: YesOrNo = column(
        "Rule confirmed", "yes where the rule was read in the programme's own text.", example=("no", "no")
    )
    confirmed_by: Text = column("Confirmed by", "The page that gives the rule, or: from memory.")
    baseline: Number = column("Baseline", "Where it started.")
    baseline_year: Whole = column("Year of the baseline", "Needed with a baseline.", "Baseline year")
    target: Number = column("Target", "Where it shall be.", example=("4", ""))
    target_year: Whole = column("Year of the target", "Needed with a target.", "Target year", example=("2029", ""))
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class ImpactValueRow(Row):
    """A value of an indicator that cannot be computed."""

    impact_indicator_id: Id = column("Indicator", "Its id.", "Indicator id", example=("example-output", "example-own"))
    counted_on: PartialDate = column(
        "When", f"When it came about, {PRECISION}.", "Date", "Counted on", example=("2027-05", "2028")
    )
    value: Number = column("Value", "How many came to it, in the indicator's unit.", "Number", example=("1", "2400"))
    programme: Text = column("Programme", "Funding programme and period.", "Fund")
    proof: Text = column(
        "Proof", PROOF, "Document", example=("https://project.example/guide", "Report of the exhibition, 2028")
    )
    impact_value_id: Id = column("Value id", "Leave blank for a new one. Never changes.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


LEDGER = Sheet(
    title="Ledger",
    names=("Steps", "Meeting to money"),
    row=StepRow,
    model=Step,
    identity=("title", "happened_on"),
    words=("title", "happened_on"),
    projects=("project_id",),
    many={"partners": Many(StepPartner, "partner_id", is_partner=True)},
)
EVENT_PARTICIPATIONS = Sheet(
    title="Event participations", names=("Attendance by country",), row=EventParticipationRow, model=EventParticipation
)
SOLUTIONS = Sheet(
    title="Solutions",
    names=("Solution",),
    row=SolutionRow,
    model=Solution,
    identity=("title",),
    words=("title",),
    projects=("project_id",),
    many={"partners": Many(SolutionPartner, "partner_id", is_partner=True)},
)
UPTAKE = Sheet(
    title="Uptake",
    names=("Uptakes", "Taken up"),
    row=UptakeRow,
    model=Uptake,
    identity=("adopter", "solution_id", "taken_up_on"),
    words=("adopter", "solution_id", "taken_up_on"),
)
CONTINUATIONS = Sheet(
    title="Continued cooperation",
    names=("Continuations",),
    row=ContinuationRow,
    model=Continuation,
    identity=("project_id", "partner_id", "continued_on"),
    words=("project_id", "partner_id"),
    partners=("partner_id",),
    projects=("project_id",),
)
IMPACT_INDICATORS = Sheet(
    title="Impact indicators",
    row=ImpactIndicatorRow,
    model=ImpactIndicator,
    identity=("label",),
    words=("label",),
)
IMPACT_VALUES = Sheet(
    title="Impact values",
    row=ImpactValueRow,
    model=ImpactValue,
    identity=("impact_indicator_id", "counted_on", "programme"),
    words=("impact_indicator_id", "counted_on"),
)
