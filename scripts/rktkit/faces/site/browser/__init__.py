"""What pages read in the browser: the search, hashes, rows to compare, and a feed."""
