"""What is new since the last meeting, or another moment that was kept."""

from pages.parts import new as parts
from pages.parts import show

then = parts.chosen_state()
if then is None:
    parts.nothing_frozen()
else:
    show.title("What is new", f"{parts.words(then)}: {parts.sentence(then)}")
    parts.lists(then)
    parts.gone(then)
    parts.erased(then)
    parts.whole_files()
