"""The department as files: YAML, CSV and XLSX, out and back in."""
