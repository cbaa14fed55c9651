"""Clients that follow, lose their connection, and resume where they were; what they received is kept."""

import asyncio
import json
import random
from contextlib import suppress

import httpx
from checker import Client
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

API = "/api/v1/realtime"
_PAUSE = (0.01, 0.2)
_BROKEN = (OSError, WebSocketException, InvalidHandshake, TimeoutError, httpx.HTTPError, EOFError)
_NOT_NOW = {
    "forbidden",
    "unknown_topic",
    "stream_unavailable",
    "service_unavailable",
    "too_fast",
    "token_expired",  # the clock was set: another one is needed
}


class Reader:
    """One client over WebSocket; ``token`` gives a fresh token, or there is none for a guest."""

    def __init__(self, ports, topics, account=None, token=None):
        self.client = Client(str(account) if account else None)
        self.wrong = []
        self.connections = 0
        self.line = None
        self._ports, self._topics, self._token = ports, topics, token

    async def read(self):
        """Read for ever."""
        while True:
            with suppress(*_BROKEN):
                await self._connected(random.choice(self._ports))
            self.client.disconnect()
            await asyncio.sleep(random.uniform(*_PAUSE))

    def drop(self):
        """Lose the connection without a word."""
        if self.line is not None:
            self.line.transport.abort()

    async def _connected(self, port):
        address = f"ws://127.0.0.1:{port}{API}/stream"
        async with connect(
            address, compression=None, proxy=None, open_timeout=5, close_timeout=0.1, ping_interval=None
        ) as self.line:
            self.connections += 1
            if self._token:
                await self._say(type="authenticate", token=self._token())
            waiting = set()  # not followed, and not asked for
            for topic in self._topics:
                await self._follow(topic)
            while True:
                try:
                    async with asyncio.timeout(0.4):
                        frame = json.loads(await self.line.recv())
                except TimeoutError:
                    for topic in waiting:  # not a member just now, perhaps later
                        await self._follow(topic)
                    waiting.clear()
                    await self._say(type="ping")
                    continue
                self._take(frame, waiting)

    def _take(self, frame, waiting):
        self.client.hear(frame)
        topic = frame.get("topic")
        if topic and frame["type"] in ("ended", "stale", "error"):
            waiting.add(topic)
        if frame["type"] == "stale":
            self.wrong.append(f"stale: {topic}")
        elif frame["type"] == "error" and frame["code"] not in _NOT_NOW:
            self.wrong.append(f"error: {frame}")
        elif frame["type"] == "error" and not topic:
            raise ConnectionError(frame["code"])  # who one is could not be told: once more from the beginning

    async def _follow(self, topic):
        held = [each for each in self.client.stretches if each.topic == topic]
        # After a revocation one begins anew; otherwise where one was.
        position = None if not held or held[-1].ended else self.client.position(topic)
        await self._say(type="follow", topic=topic, **({"position": position} if position else {}))

    async def _say(self, **frame):
        await self.line.send(json.dumps(frame))


class EventSource(Reader):
    """One client over Server-Sent Events, of topics open to all; it resumes as browsers do."""

    _last = ""

    def drop(self):
        """Leave it to the gateways."""

    async def _connected(self, port):
        query = [("topic", topic) for topic in self._topics]
        headers = {"last-event-id": self._last} if self._last else {}
        base = f"http://127.0.0.1:{port}{API}"
        async with (
            httpx.AsyncClient(base_url=base, timeout=httpx.Timeout(5, read=60), trust_env=False) as client,
            client.stream("GET", "/events", params=query, headers=headers) as answer,
        ):
            answer.raise_for_status()
            self.connections += 1
            seen = ""
            async for line in answer.aiter_lines():
                field, _, value = line.partition(": ")
                if field == "id":
                    seen = value
                elif field == "data":
                    self._take(json.loads(value), set())
                    self._last = seen  # one position for all topics
