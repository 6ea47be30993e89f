"""Forecasts as joint sample paths, the odds read off them, and how good they were.

`imagine` one series or several `together`; `chance` of reaching a plan; `corridor` of the next values; `check` what a
series is worth first. Arrays in, arrays out; nothing here knows a company.
"""
