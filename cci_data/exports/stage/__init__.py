"""Scenes of a meeting on the screen of a room: one HTML document that stands alone."""
