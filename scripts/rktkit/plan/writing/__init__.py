"""How numbers, dates, names and letters are written, and how what officials write is read."""
