"""Words of the department for templates."""
