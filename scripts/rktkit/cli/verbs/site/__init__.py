"""``rkt site``: the archive site."""

PARTS = {
    "build": ("build", "bangun situs ke sebuah folder"),
    "serve": ("serve", "bangun situs lalu buka di komputer ini"),
}
"""Part → its module and what it does."""
