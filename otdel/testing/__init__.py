"""The demo company and the cast of the tests."""
