"""Measures, KPI values and the scorecard as others see them: frozen values, the viewer first."""
