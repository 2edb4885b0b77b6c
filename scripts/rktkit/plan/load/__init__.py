"""From files to typed values: the office, its references, a form."""
