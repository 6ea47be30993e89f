"""What people do about the department: verbs, each in one transaction with a line in the trail."""
