"""How work is judged: on time, first time, waiting: pure, without records."""
