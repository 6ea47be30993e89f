"""The demo company Lumen Home: a simulated history of known truth, written as its systems would export it."""

from otdel.testing.demo.exports import write_exports
from otdel.testing.demo.manifest import ExportFile, Manifest, Preset

__all__ = ["ExportFile", "Manifest", "Preset", "write_exports"]
