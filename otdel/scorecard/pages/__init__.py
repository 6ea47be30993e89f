"""From answers about numbers to what a page shows: figures, goals, sentences, tables and pictures."""
