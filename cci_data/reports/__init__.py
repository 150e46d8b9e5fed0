"""Reports to hand out: slides and handouts, each asked for by its kind, its form and what it is about."""
