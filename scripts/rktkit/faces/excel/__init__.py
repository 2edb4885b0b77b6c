"""Other ways to fill in a form: as an Excel workbook and, for a browser, as the configuration of a form editor."""
