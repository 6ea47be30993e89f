"""What each channel brought back, and how we know."""
