"""Forecasts put into what pages draw: words, pictures, rows."""
