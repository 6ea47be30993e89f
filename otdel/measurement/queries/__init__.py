"""What there is to know about files, imports, sources, rules and typed money."""
