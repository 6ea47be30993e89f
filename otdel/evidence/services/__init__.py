"""What people do about the mix model: fit it, tell it what they believe and measured, propose and decide budgets."""
