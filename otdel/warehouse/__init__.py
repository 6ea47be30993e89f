"""The only door to facts: raw files by content hash, facts in Parquet, questions in SQL files."""
