"""Tests of what marketing does: arms of users (`ab`) and regions (`geo`). Pure arithmetic on plain arrays."""
