"""The plan as a workbook to read."""
