"""Numbers people answer for: measures, KPI formulas, targets, and values that open down to their rows."""
