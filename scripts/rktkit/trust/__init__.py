"""Who may publish, and whether what stands in the archive is true."""
