"""The plan as one web page without outside parts."""
