"""What chapters above this one know about the work there is: they hand in providers when the application is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """Figures of the designer by code ("spend", "volume.channels"), with where they come from.

    `channels` are the parts of the spend, largest first, as people call them.
    """

    figures: Mapping[str, Decimal]
    source: Reason
    channels: tuple[tuple[str, Money], ...] = field(default_factory=tuple)


Provider = Callable[[Viewer], WorkFacts | None]

_providers: list[Provider] = []


def tell_work_facts(provider: Provider) -> None:
    """Ask `provider` each time the designer is opened. Registered twice, it is asked once."""
    if provider not in _providers:
        _providers.append(provider)


def work_facts(viewer: Viewer) -> list[WorkFacts]:
    """What is known for this viewer, in the order providers were registered."""
    return [facts for provider in _providers if (facts := provider(viewer)) is not None]
