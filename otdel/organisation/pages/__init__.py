"""What pages of the department show, put together from queries: cards, cells, filters, sentences."""
