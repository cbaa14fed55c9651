"""A server that is told: real HTTP on loopback, with signatures checked as the specification says.

Written from the text of Standard Webhooks alone, so that it shares nothing with what it checks.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager

TOLERANCE = 300


def verify(secrets, headers, body, now=None):
    """Raise AssertionError unless one of the signatures is that of one of the secrets, and not old."""
    timestamp = headers["webhook-timestamp"]
    assert timestamp.isdigit(), "seconds since 1970, as a whole number"
    assert abs((now or time.time()) - int(timestamp)) < TOLERANCE, "too old, or of the future"
    identifier = headers["webhook-id"]
    assert "." not in identifier
    content = b".".join((identifier.encode(), timestamp.encode(), body))
    given = []
    for signature in headers["webhook-signature"].split(" "):
        version, _, value = signature.partition(",")
        if version == "v1":
            given.append(value)
    for secret in secrets:
        assert secret.startswith("whsec_")
        key = base64.b64decode(secret[len("whsec_") :], validate=True)
        assert 24 <= len(key) <= 64
        expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        if any(hmac.compare_digest(expected, each) for each in given):
            return
    raise AssertionError("no signature is right")


class Taken:
    """A request that came."""

    def __init__(self, path, headers, body):
        self.path, self.headers, self.body = path, headers, body
        self.frame = json.loads(body)

    @property
    def id(self):
        return self.headers["webhook-id"]


class Receiver:
    """What came, in order, and what is answered: a status, or a function of the request."""

    def __init__(self):
        self.taken = []
        self.answers = {}
        self.port = 0
        self.came = asyncio.Event()

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.port}{path}"

    def at(self, path):
        return [each for each in self.taken if each.path == path]

    def numbers(self, path="/hook", topic=None):
        """Return the numbers in the events that came, in order."""
        return [
            each.frame["data"]["number"]
            for each in self.at(path)
            if "number" in each.frame.get("data", ()) and topic in (None, each.frame["topic"])
        ]

    async def serve(self, reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            headers |= {
                line.split(": ", 1)[0].lower(): line.split(": ", 1)[1]
                for line in head[1:]
                if line.lower().startswith("webhook-")
            }
            body = await reader.readexactly(int(headers["content-length"]))
            taken = Taken(head[0].split(" ")[1], headers, body)
            self.taken.append(taken)
            self.came.set()
            answer = self.answers.get(taken.path, 204)
            if callable(answer):
                answer = await answer(taken)
            status, more, text = answer if isinstance(answer, tuple) else (answer, {}, b"")
            lines = [f"{name}: {value}" for name, value in more.items()]
            writer.write(
                f"HTTP/1.1 {status} Said\r\n".encode()
                + "".join(f"{line}\r\n" for line in lines).encode()
                + f"content-length: {len(text)}\r\nconnection: close\r\n\r\n".encode()
                + text
            )
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def receiving():
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()
