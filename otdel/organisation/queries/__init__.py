"""The department as others see it: frozen values, the viewer first."""
