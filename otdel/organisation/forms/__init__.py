"""What people fill in about the department."""
