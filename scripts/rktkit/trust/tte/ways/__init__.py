"""The ways to sign a PDF: with a certificate and its key at hand, or by the eSign service of BSrE."""
