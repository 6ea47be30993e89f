"""Migrations of measurement."""
