"""Parts of Today as they are drawn."""
