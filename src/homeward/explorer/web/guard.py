"""Who may ask: pages of this server, on this machine, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost")
"""Names of this machine; the server listens on the first of them."""


def policy(tiles: str = "") -> str:
    """Say what a page of the explorer may load: what this server sends, and map tiles if a server of them is named."""
    host = "{0.scheme}://{0.netloc}".format(urlsplit(tiles)) if tiles else ""
    images = " ".join(part for part in ("'self'", "blob:", "data:", host) if part)
    return f"default-src 'self'; img-src {images}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


class Guard:
    """Refuse requests with a foreign Host or Origin, and send every answer with a policy.

    A page elsewhere could else ask this server through the reader's own browser, by a name that it makes point here
    (DNS rebinding), or by a form.
    """

    def __init__(self, app: ASGIApp, *, port: int, tiles: str = "") -> None:
        self.app = app
        self.hosts = {f"{name}:{port}" for name in LOOPBACK}
        if port == 80:
            self.hosts.update(LOOPBACK)
        self.headers = {
            "content-security-policy": policy(tiles),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "cache-control": "no-cache",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
            await send(message)

        why = self._refusal(Headers(scope=scope))
        if why:
            await JSONResponse({"error": why}, status_code=403)(scope, receive, sent)
            return
        await self.app(scope, receive, sent)

    def _refusal(self, headers: Headers) -> str:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return (
                f'The request names the host "{_short(hosts)}"; this server answers to '
                f"{' and '.join(sorted(self.hosts))} only. Open it under one of these."
            )
        for origin in headers.getlist("origin"):
            if origin.lower() not in {f"http://{host}" for host in self.hosts}:
                return (
                    f'The request comes from a page of "{_short([origin])}"; this server answers '
                    "its own pages only."
                )
        return ""


def _short(names: Iterable[str]) -> str:
    return ", ".join(names)[:80]
