"""About the dashboard: sources, coverage, definitions, counting rules, privacy, accessibility and version."""

from pages.parts import about as parts
from pages.parts import show
from pages.parts.funding import origin

show.title("About this dashboard", parts.PURPOSE)
parts.sources()
parts.covers()
parts.counting()
parts.definitions()
origin()
parts.privacy()
parts.accessibility()
parts.version()
