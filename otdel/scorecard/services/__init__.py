"""Verbs of the scorecard."""
