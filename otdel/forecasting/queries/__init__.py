"""Goals, their forecasts, early warnings and how good forecasts were; the viewer first."""
