"""The look: base templates, components, charts, static files, formats by language."""
