"""Which links lead to one page, whatever they carry besides."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|igshid|amp|ref|ref_src|s", re.IGNORECASE)
_MOBILE = re.compile(r"^(?:www|m|amp|mobile)\.")


def page_key(url: str) -> tuple[str, str, str]:
    """What links to one page share: host, path and query without what only tracks readers."""
    parts = urlsplit(url)
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    path = parts.path.rstrip("/")
    host = host_of(url)
    if host in ("t.me", "telegram.me"):
        host, path = "t.me", re.sub(r"^/s/", "/", path)
    return host, unquote(path).casefold(), urlencode(query)


def stored_key(url: str) -> str:
    """The key of a link's page as it is stored, host and path first; what is no link is its own."""
    try:
        host, path, query = page_key(url)
        return f"{host}{path}\n{query}"
    except ValueError:
        return url


def host_of(url: str) -> str:
    """The host of a link without what stands before it for small screens; "" where there is none."""
    try:
        return _MOBILE.sub("", (urlsplit(url).hostname or "").casefold())
    except ValueError:
        return ""
