"""What a reader may believe of an archive."""
