"""A page of the real app whose content a test writes, and a stream in which the test says what happens."""

import asyncio
import json
import re

STREAM = "/api/v1/realtime/stream"
MAIN = re.compile(r'(<main id="content" tabindex="-1">).*(</main>)', re.DOTALL)


class Connection:
    """One WebSocket of a page, as its server sees it."""

    def __init__(self, stage, send):
        self._stage, self._send = stage, send
        self.heard = []
        self.open = True
        self.news = asyncio.Event()

    async def say(self, type_, **fields):
        await self._send({"type": "websocket.send", "text": json.dumps({"type": type_, **fields})})

    async def event(self, position, previous="0.0", topic="mission:1", event="mission.claimed", **more):
        fields = {"topic": topic, "event": event, "id": position, "at": "", "data": {}, **more}
        await self.say("event", position=position, previous=previous, **fields)

    async def close(self, code=1011):
        self.open = False
        await self._send({"type": "websocket.close", "code": code})

    async def until(self, count=1, type_="follow"):
        """Wait until the page has sent so many frames of a type, and return the last."""
        async with asyncio.timeout(15):
            while len(found := [frame for frame in self.heard if frame["type"] == type_]) < count:
                self.news.clear()
                await self.news.wait()
        return found[-1]

    async def ended(self):
        async with asyncio.timeout(15):
            while self.open:
                self.news.clear()
                await self.news.wait()

    async def hear(self, text):
        frame = json.loads(text)
        self.heard.append(frame)
        if frame["type"] == "follow" and self._stage.answers:
            state = self._stage.states.get(frame["topic"], {})
            fields = {} if frame.get("position") else {"state": state}
            position = frame.get("position") or self._stage.position
            await self.say("following", topic=frame["topic"], position=position, **fields)
        self.news.set()


class Stage:
    """The page at ``/stage`` (ASGI); everything else is the app's."""

    def __init__(self, app, pages):
        self._app, self._pages = app, pages
        self.begin()

    def begin(self):
        """Forget what a test before this one did."""
        self.content, self.status, self.extra = "", 200, []
        self.fetched = 0
        self.states, self.position, self.answers, self.accepts = {}, "10.0", True, True
        self.heartbeat = 30
        self.connections = []
        self.doorkeeper = asyncio.Event()
        self.doorkeeper.set()
        self.arrivals = asyncio.Queue()

    async def connection(self):
        """Return the next connection that a page opens."""
        async with asyncio.timeout(15):
            return await self.arrivals.get()

    async def until_fetched(self, count):
        """Wait until the page was asked for so many times."""
        async with asyncio.timeout(20):
            while self.fetched < count:
                await asyncio.sleep(0.02)

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket" and scope["path"] == STREAM:
            await self._stream(receive, send)
        elif scope["type"] == "http" and scope["path"] == "/stage":
            await self._page(scope, send)
        else:
            await self._app(scope, receive, send)

    async def _stream(self, receive, send):
        await receive()
        if not self.accepts:
            self.arrivals.put_nowait(None)
            await self.doorkeeper.wait()
            await send({"type": "websocket.close", "code": 1011})
            return
        await send({"type": "websocket.accept"})
        connection = Connection(self, send)
        await connection.say("welcome", principal="guest", heartbeat_seconds=self.heartbeat)
        self.connections.append(connection)
        self.arrivals.put_nowait(connection)
        while (message := await receive())["type"] == "websocket.receive":
            await connection.hear(message["text"])
        connection.open = False
        connection.news.set()

    async def _page(self, scope, send):
        self.fetched += 1
        language = next((tag for tag in self._pages if f"lang={tag}" in scope["query_string"].decode()), "en")
        headers, html = self._pages[language]
        body = MAIN.sub(lambda found: found[1] + self.content + found[2], html).encode()
        headers = [*headers, (b"content-length", str(len(body)).encode()), *self.extra]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
