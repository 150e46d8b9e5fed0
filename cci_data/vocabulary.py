"""The closed vocabularies: one word for one thing, in tables, code and on screen.

Each mapping goes from the stored value to the words that a person reads.
"""

NETWORK_COUNTRIES = {
    "DK": "Denmark",
    "EE": "Estonia",
    "FI": "Finland",
    "DE": "Germany",
    "IS": "Iceland",
    "LV": "Latvia",
    "LT": "Lithuania",
    "NO": "Norway",
    "PL": "Poland",
    "SE": "Sweden",
}

EUROPEAN_UNION = "EU27_2020"
AREAS = NETWORK_COUNTRIES | {EUROPEAN_UNION: "European Union"}

ORIGINS = {
    "published": "public record",
    "desk": "Contact Desk",
    "illustrative": "illustrative",
}
RECORD_STATUS = {key: words for key, words in ORIGINS.items() if key != "illustrative"}
ILLUSTRATIVE = "illustrative"
PUBLISHED = "published"
DESK = "desk"

CROSS_SECTORAL = "cross-sectoral"
NOT_STATED = "not-stated"
# What stands beside the sectors, and is added to none of them.
APART = {CROSS_SECTORAL: "Cross-sectoral", NOT_STATED: "Sector not stated"}

COVERAGE_STATES = {
    "several": "several partners",
    "one": "one partner only",
    "none": "none known",
    "unstated": "nobody there has named a sector",
}

SERVICES = {
    "incubation": "Incubation",
    "export_promotion": "Export promotion",
    "networking": "Networking",
    "funding": "Funding",
    "research": "Research",
    "workspace": "Workspace",
    "education": "Education",
    "mentoring": "Mentoring",
}

ORGANISATION_TYPES = (
    "Business support organisation",
    "Education/training centre and school",
    "Higher education and research institution",
    "Infrastructure and public service provider",
    "Interest group",
    "Local public authority",
    "National public authority",
    "NGO",
    "Regional public authority",
    "Sectoral agency",
    "Small and medium enterprise",
)

EVENT_KINDS = {
    "network_meeting": "Network meeting",
    "study_visit": "Study visit",
    "conference": "Conference",
    "workshop": "Workshop",
    "festival": "Festival",
    "competition": "Competition",
    "project_meeting": "Project meeting",
    "call_deadline": "Call deadline",
    "capital_of_culture": "European Capital of Culture",
    "other": "Other event",
}

STATEMENT_KINDS = {
    "status": "Status",
    "strategy": "Strategy",
    "body": "Who is who",
    "figure": "National figure",
    "need": "Need",
    "offer": "Offer",
    "mentoring": "Mentoring",
}
COUNTRY_FACT_KINDS = ("status", "strategy", "body", "figure")
PARTNER_STATEMENT_KINDS = ("need", "offer", "mentoring")

PROJECT_ROLES = {"lead": "Lead partner", "partner": "Partner"}

# Indicators of impact: whose they are, and what sort of thing they count.
IMPACT_FAMILIES = {"programme": "Interreg indicator", "own": "The network's own count"}
IMPACT_KINDS = {"output": "Output", "result": "Result", "own": "Own count"}

# The ledger from meeting to money: its steps in their order, and what the network had to do with each.
STEP_KINDS = {
    "contact": "Contact",
    "joint_activity": "Joint activity",
    "application": "Application",
    "decision": "Decision",
    "project": "Project",
}
CAUSES = {
    "caused": "caused by the network",
    "helped": "helped by the network",
    "happened": "happened among partners",
}
OUTCOMES = {"funded": "Funded", "rejected": "Rejected", "withdrawn": "Withdrawn"}
SOLUTION_KINDS = {"strategy": "Strategy or action plan", "pilot": "Pilot action", "solution": "Solution"}

IMPORT_KINDS = {
    "workbook": "workbook",
    "statistics": "statistics",
    "turn": "turn in the spotlight",
    "undo": "undo",
}

# How the public record knows a value, as its files say it and as a person reads it.
BASES = {
    "stated": "stated in the source",
    "in organisation name": "read from its name",
    "read from the name": "read from its name",
    "stated in the name": "read from its name",
    "ROR record": "from the Research Organization Registry (ROR)",
}

EURO = "EUR"
BREAK_IN_SERIES = "b"
