"""From the answer about money to what a page shows: sentences, key numbers, pictures and tables."""
