"""Work that is promised: tasks, deliverables with their reviews, and promises to people."""
