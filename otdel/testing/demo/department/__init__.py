"""The demo company's department: who is in it, what they answer for, do, promise, read and plan; 26 months of it."""

from __future__ import annotations

from otdel.testing.demo.department.settling import settle

__all__ = ["settle"]
