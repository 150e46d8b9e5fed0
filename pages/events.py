"""The event calendar: what lies ahead by month, then what was; every list is a calendar file."""

from pages.parts import show
from pages.parts.events import calendar, calendar_address
from pages.parts.filters import event_filters
from pages.parts.offer import subscription

show.title("Events", "Network meetings, study visits, conferences and deadlines that concern the network.")
filters = event_filters()
subscription(calendar_address(**filters))
calendar(**filters)
