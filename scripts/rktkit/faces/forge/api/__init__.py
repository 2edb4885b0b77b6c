"""Forges over HTTP: one module a forge, one protocol."""
