"""The Form RKT out as a workbook: its sheets, and what they work out while it is filled in."""
