"""The ministry's nomenclature: read from its sheet, compared with the table before it, and what it does to a plan."""
