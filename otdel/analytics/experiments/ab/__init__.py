"""Arms of users compared: means, ratios, CUPED, the split, power, false discovery, guardrails, Bayes, sequences."""
