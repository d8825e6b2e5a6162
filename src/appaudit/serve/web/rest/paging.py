"""Lists a page at a time: `Link` (RFC 8288) says where the next one is."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request
from starlette.responses import Response

LINKED: Final[dict[str, Any]] = {
    "headers": {
        "Link": {
            "description": 'Where the next page is: `<path>; rel="next"`. Not there on the last page.',
            "schema": {"type": "string"},
        }
    }
}


def say_next(request: Request, response: Response, last: int) -> None:
    """Say where the page after the one that ends with this id is."""
    other = request.url.include_query_params(before=last)
    response.headers["Link"] = f'<{other.path}?{other.query}>; rel="next"'
