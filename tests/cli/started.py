"""A server as a user starts it, asked over the loopback."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from cli.command import COMMAND, heed_interrupts


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def ask(port: int, path: str, said: Any = None, **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        if said is None:
            connection.request("GET", path, headers=headers)
        else:
            connection.request(
                "POST", path, json.dumps(said), {"Content-Type": "application/json", **headers}
            )
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if "json" in answer.headers[
            "content-type"
        ] else body.decode()
    finally:
        connection.close()


class Started:
    """A server started by the command line."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [*COMMAND, "explore", *arguments, "--no-browser", "--port", str(self.port)],
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_interrupts,
        )
        for _ in range(1200):
            with suppress(OSError):
                ask(self.port, "/api/meta")
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(self.process.communicate())

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        self.process.send_signal(how)
        said, told = self.process.communicate(timeout=20)
        return self.process.returncode, said, told
