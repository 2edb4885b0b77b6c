"""What is done with pages that the site builder has made: the last pass over them, and keeping them."""
