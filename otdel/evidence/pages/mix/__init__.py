"""Pages of the mix model: what each channel brings, scenarios, proposals, the model's health, beliefs and experiments."""
