"""Pages of numbers: short functions that ask one query or service and draw the answer."""
