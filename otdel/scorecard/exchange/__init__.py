"""Readings, plans and scorecards as files: CSV, XLSX and YAML, out and back in."""
