"""Ways to fill in a form outside YAML: an Excel workbook, out and back."""
