"""The arithmetic of pay: plans, curves, gates, statements, lints. Decimal in, Decimal out; no Django, no floats."""
