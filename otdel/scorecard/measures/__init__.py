"""What each measure is and how it comes to its value."""
