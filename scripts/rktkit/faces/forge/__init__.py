"""Git forges: what they say about a pull request, and the one comment that rktkit keeps there."""
