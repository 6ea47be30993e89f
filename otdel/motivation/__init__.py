"""Pay: plans and what they promise, agreements, statements that explain themselves, disputes, payments, the ledger."""
