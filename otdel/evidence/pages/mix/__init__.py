"""Pages of the mix model: what each channel brings, scenarios, proposals, health, beliefs and experiments."""
