"""Work and promises as others see them: frozen values, the viewer first."""
