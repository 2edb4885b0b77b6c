"""The answers of ``rkt init`` in a workbook: made empty from the schema, filled in by the office, read."""
