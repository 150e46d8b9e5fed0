"""The sheets Projects, Participants and Good practices."""

from cci_data.models import (
    GoodPractice,
    GoodPracticePartner,
    GoodPracticeSector,
    Participation,
    Project,
    ProjectSector,
)
from cci_data.sheets.cells import Id, PartialDate, Text, Whole
from cci_data.sheets.choices import Country, Origin, Role, SectorsOrAll, Texts
from cci_data.sheets.partners import LIST, ORIGIN_NOTE, PARTNER_NOTE, SOURCE_NOTE
from cci_data.sheets.sheet import Many, Row, Sheet, column

PRECISION = "as precisely as known: 2019, 2019-01 or 2019-01-15"
ALL_SECTORS = f"{LIST}; cross-sectoral where it concerns all."


class ProjectRow(Row):
    """A cooperation project."""

    title: Text = column(
        "Title", "Title as published.", "Project", "Name", example=("Example of a project", "Second example")
    )
    programme: Text = column(
        "Programme",
        "Funding programme and period.",
        "Program",
        "Fund",
        example=("Interreg Baltic Sea Region 2021-2027", ""),
    )
    starts: PartialDate = column(
        "Starts", f"Start, {PRECISION}.", "Start", "Begin", "From", example=("2026-01", "2025")
    )
    ends: PartialDate = column("Ends", f"End, {PRECISION}.", "End", "To", "Until", example=("2028-12", ""))
    total_budget_eur: Whole = column(
        "Total budget (EUR)",
        "Published total budget in euro.",
        "Budget",
        "Total budget",
        "Budget EUR",
        example=("1200000", ""),
    )
    partners_published_count: Whole = column(
        "Partners as published", "Number of partners as published.", "Number of partners", example=("9", "")
    )
    sector_ids: SectorsOrAll = column("Sectors", ALL_SECTORS, "Sector", example=("Music", "cross-sectoral"))
    note: Text = column("Note", "What the sources say differently.", "Notes", "Remark", "Comment")
    project_id: Id = column("Project id", "Leave blank for a new project. Never changes: links use it.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class ParticipantRow(Row):
    """A partner's part in a project."""

    project_id: Text = column(
        "Project", "A project, by title or id.", "Project id", example=("Example of a project", "Example of a project")
    )
    partner_id: Text = column(
        "Partner",
        f"{PARTNER_NOTE}.",
        "Partner id",
        "Organisation",
        "Participant",
        example=("Example Hub Liepāja", "Example Agency Rostock"),
    )
    role: Role = column("Role", "Lead partner or Partner; blank means partner.", example=("Lead partner", "Partner"))
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class GoodPracticeRow(Row):
    """A good practice."""

    title: Text = column(
        "Title",
        "Title as published.",
        "Name",
        "Good practice",
        example=("Example of a good practice", "Second example"),
    )
    country_code: Country = column("Country", "Country of the lead partner.", "Country code", example=("LV", "DE"))
    sector_ids: SectorsOrAll = column("Sectors", ALL_SECTORS, "Sector", example=("Design", "cross-sectoral"))
    format: Text = column("Format", "What sort of activity.", "Activity", example=("mentoring", "online festival"))
    starts: PartialDate = column("Starts", f"Start, {PRECISION}.", "Start", "From", example=("2026-03", "2025"))
    ends: PartialDate = column("Ends", f"End, {PRECISION}.", "End", "To", "Until")
    summary: Text = column(
        "Summary", "What was done, in a sentence or two.", "Description", example=("What was done.", "What was done.")
    )
    in_figures: Text = column(
        "In figures",
        "Its own figures as label: value, set apart by ;",
        "Figures",
        example=("participants: 40; days: 2", ""),
    )
    leads: Texts = column(
        "Lead partners", f"{PARTNER_NOTE}; {LIST}.", "Lead partner", "Lead", example=("Example Hub Liepāja", "")
    )
    partners: Texts = column("Partners", f"{PARTNER_NOTE}; {LIST}.", "Partner", example=("Example Agency Rostock", ""))
    good_practice_id: Id = column("Good practice id", "Leave blank for a new one. Never changes: links use it.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


PROJECTS = Sheet(
    title="Projects",
    names=("Project",),
    row=ProjectRow,
    model=Project,
    identity=("title",),
    words=("title",),
    many={"sector_ids": Many(ProjectSector, "sector_id")},
)
PARTICIPANTS = Sheet(
    title="Participants",
    names=("Participant", "Participations", "Project partners"),
    row=ParticipantRow,
    model=Participation,
    partners=("partner_id",),
    projects=("project_id",),
)
GOOD_PRACTICES = Sheet(
    title="Good practices",
    names=("Good practice",),
    row=GoodPracticeRow,
    model=GoodPractice,
    identity=("title",),
    words=("title",),
    many={
        "sector_ids": Many(GoodPracticeSector, "sector_id"),
        "leads": Many(GoodPracticePartner, "partner_id", {"role": "lead"}, is_partner=True),
        "partners": Many(GoodPracticePartner, "partner_id", {"role": "partner"}, is_partner=True),
    },
)
