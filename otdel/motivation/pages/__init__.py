"""Pay put into words, tables and pictures for people."""
