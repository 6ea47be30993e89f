"""Regions compared: what treated ones would have sold without the treatment, in several ways, and which to choose."""
