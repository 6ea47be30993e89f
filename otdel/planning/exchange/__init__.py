"""Tasks as files: a board export in, YAML, CSV and XLSX out."""
