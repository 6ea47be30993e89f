"""The front page: what happened and what needs a decision."""
