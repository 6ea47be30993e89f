"""A place on the Data page for chapters above this one: they hand in a panel when the application is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DataPanel:
    """A template rendered with `context` on the Data page."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Provider = Callable[[Viewer], DataPanel | None]

_providers: list[Provider] = []


def show_on_data_page(provider: Provider) -> None:
    """Ask `provider` for a panel each time the Data page is opened. Registered twice, it is asked once."""
    if provider not in _providers:
        _providers.append(provider)


def data_panels(viewer: Viewer) -> list[DataPanel]:
    """The panels there are for this viewer, in the order they were registered."""
    return [panel for provider in _providers if (panel := provider(viewer)) is not None]
