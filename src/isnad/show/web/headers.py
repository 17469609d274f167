"""Headers of every answer: nothing runs that this desk did not send, nobody frames it, nothing tells others where one was."""

from __future__ import annotations

from isnad.show.web.options import DeskOptions

Headers = tuple[tuple[bytes, bytes], ...]


def find_headers(options: DeskOptions) -> Headers:
    """The headers that every answer has."""
    tiles = f" {options.tiles.origin}" if options.tiles and options.tiles.origin else ""
    # The map's style sheet has its buttons as `data:` images; its worker is a file of ours and needs no `blob:`.
    policy = (
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
        f"img-src 'self' data:{tiles}; connect-src 'self'{tiles}; worker-src 'self'"
    )
    found = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        # Not `no-referrer`: browsers would say `Origin: null` of our own forms.
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow",
    }
    if options.is_https:
        found["strict-transport-security"] = "max-age=31536000"
    return tuple((name.encode(), value.encode()) for name, value in found.items())
