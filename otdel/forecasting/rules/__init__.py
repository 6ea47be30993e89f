"""Arithmetic of forecasts: formulas over many paths, unfinished days, odds and pace. No Django."""
