"""Pages of money: what came back by traced sales, and what the mix model says each channel brings."""
