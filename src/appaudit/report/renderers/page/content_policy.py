"""What a page of ours allows a browser to do: nothing but its own style and script.

https://www.w3.org/TR/CSP3/ (sections on `style-src` and `script-src` with hashes), checked 2026-11-24.
"""

from __future__ import annotations

import base64
import hashlib


def content_policy(style: str, script: str, *, has_images: bool = False) -> str:
    """The policy that forbids every request, and every style and script but these two, named by their hashes.

    `has_images` allows those that stand in the page itself.
    """
    images = "img-src data:; " if has_images else ""
    return (
        f"default-src 'none'; {images}base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
