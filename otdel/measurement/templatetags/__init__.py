"""Words of measurement for templates."""
