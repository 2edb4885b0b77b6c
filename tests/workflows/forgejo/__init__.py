"""A Forgejo of this disk: accounts, tokens, Git over HTTP, requests, reviews, merges, and a runner for the workflows.

Whatever it answers has the fields of a real server's recorded answers (``tests/faces/forge/recorded``), and it goes its
own way where the real one did: it drops names it does not know, a rule by pattern holds before its branch exists, the
user of a run is virtual and writes no protected branch, nobody approves his own request.
"""
