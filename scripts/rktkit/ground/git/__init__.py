"""Git as it is: objects and branches, read without trusting a name."""
