"""A workbook as it lies in a file, from whomever it came: its parts looked through, its cells as what they show."""
