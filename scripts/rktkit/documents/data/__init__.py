"""The plan as data: one JSON document, and tables with their description."""
