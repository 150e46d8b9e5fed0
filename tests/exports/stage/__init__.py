"""Tests of the presentation on a screen."""
