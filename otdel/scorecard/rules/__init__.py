"""How numbers are computed and judged: formulas, units, thresholds: pure, without records."""
