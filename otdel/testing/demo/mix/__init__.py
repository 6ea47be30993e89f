"""The mix model of the demo company: experiments, a fitted model, a budget that was accepted and one that waits."""

from __future__ import annotations

from otdel.testing.demo.mix.modelling import model

__all__ = ["model"]
