"""Making forecasts, warning people, telling afterwards what was right."""
