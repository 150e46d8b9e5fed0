"""Files of statistical offices: one sibling a source, each with `recognises(head, name)` and `read(text, name)`.

`sources.py` finds the siblings by itself, `dataset.py` is what each of them returns, and `series.py` chooses from it
what an indicator shows. A new source is one file more on this shelf.
"""
