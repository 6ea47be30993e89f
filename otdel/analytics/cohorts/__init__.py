"""Cohorts by month of first purchase: what a customer brings by age, and when what was paid for them comes back."""
