"""What is decided about a department: pure, without records."""
