"""The last pass over a built page: what a browser may do on it, and what the theme leaves to mend.

Works on text, the same for whichever builder made the page.
"""

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""type=["']?application/(?:ld\+)?json""", re.IGNORECASE)
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_POLICY = (
    "default-src 'none'; script-src {script}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_MENDS = (
    (re.compile(r"""(<input(?=[^>]*type=["']?(?:checkbox|radio))[^>]*?)\s+autocomplete=["']?off["']?"""), r"\1"),
    (re.compile(r"""\s+tabindex=(?:""|''|(?=[\s>]))"""), ""),
)
"""Flaws of the theme: attributes that mean nothing where they stand."""

_PERMALINK = re.compile(r'<a class="headerlink"')
"""The sign behind a heading. Whoever uses a keyboard finds the same addresses in the page's contents; here it would be
a stop before every heading, and a word read aloud with it."""

_INSTEAD = re.compile(r'<meta name="rkt-kanonik" content="([a-z0-9/.-]+)">')
_CANONICAL = re.compile(r'(<link rel="canonical" href=")([^"]*)(">)')

ENGLISH = "rekayasa/"
"""The pages for engineers."""


def finish(page: str, html: str) -> str:
    """A page as it is served.

    Args:
        page: its path on the site.
        html: what the builder made.
    """
    for flaw, mend in _MENDS:
        html = flaw.sub(mend, html)
    if page.startswith(ENGLISH):
        html = re.sub(r"""<html([^>]*?) lang=["']?id["']?""", r'<html\1 lang="en"', html, count=1)
    if 'id="__toc"' not in html:  # a page outside the menu has no switch for its contents
        html = html.replace(' for="__toc"', "")
    html = _PERMALINK.sub('<a class="headerlink" tabindex="-1" aria-hidden="true"', html)
    html = _in_force(page, html)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return _HEAD.sub(lambda head: f"{head[0]}{meta}", html, count=1)


def _in_force(page: str, html: str) -> str:
    """The canonical address of a plan that was replaced is that of the plan in force."""
    named = _INSTEAD.search(html)
    if named is None:
        return html
    return _CANONICAL.sub(lambda link: f"{link[1]}{link[2].removesuffix(page)}{named[1]}{link[3]}", html, count=1)


def policy(html: str) -> str:
    """The content security policy of a page: nothing from elsewhere, and of inline scripts those that stand there."""
    hashes = dict.fromkeys(
        f"'sha256-{base64.b64encode(hashlib.sha256(found['code'].encode()).digest()).decode()}'"
        for found in _INLINE.finditer(html)
        if not _DATA.search(found["attributes"])
    )
    return _POLICY.format(script=" ".join(["'self'", *hashes]))
