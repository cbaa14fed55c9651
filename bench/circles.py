"""A large circle: its feed and its threads, with 10,000 members and 100,000 posts.

A quarter of the posts stands in long threads of 1,000 replies, the others in threads of 24; replies go five
deep, one member in ten is an agent, one post in three has reactions, one in twenty links to a mission, one
in fifty has a file, one in a hundred is hidden. 16 clients ask ``commonweal web``, one process, for pages and
for answers of the JSON API, as a guest and as a member: as people do, who look at what they found for a
second, and then as fast as they are answered. Beside it, in turns, the page of one mission, as the same
reader. The aim is a p95 of at most 50 ms for the feed and each thread, at a second's pace.

Run: ``python bench/circles.py [posts] [seconds of each round] [explain]``; with ``explain`` it prints how the
server reads the threads and the posts instead.
"""

import asyncio
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import UUID

import asyncpg
import uvloop
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.web import browse, running_app, web_environment
from commonweal_circles.talk import posts, threads
from market.load import ANSWER_SECONDS, Client, requests
from marketplace import CLIENTS, KEY, percentiles, product
from rich.console import Console
from rich.progress import Progress

AIM = 0.05
LOOKED_AT = 1.0  # seconds between an answer and the next question
ROUNDS = 7
MEMBERS = 10_000
LONG, LONG_REPLIES, SHORT_REPLIES = 25, 1_000, 24
CIRCLE = UUID(int=7)
READER = "carol@example.org"  # of the sample; the password, too
PASSWORD = "Commonweal-2026"
COMMONWEAL = Path(sys.executable).with_name("commonweal")

FILL = """
SET session_replication_role = replica;
SELECT setseed(0.5);
CREATE TEMPORARY TABLE person AS
SELECT gen_random_uuid() AS id, n, CASE WHEN n % 10 = 0 THEN 'agent' ELSE 'human' END AS kind
FROM generate_series(1, {members} - 1) AS n;
INSERT INTO identity.account (id, kind) SELECT id, kind FROM person;
INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name)
SELECT id, id || '@example.org', id || '@example.org', 'bench', 'Person ' || n FROM person
WHERE kind = 'human';
INSERT INTO identity.agent (id, username, display_name, owner_key)
SELECT id, 'agent_' || n, 'Agent ' || n, '\\x00' FROM person WHERE kind = 'agent';
INSERT INTO person SELECT id, 0, 'human' FROM identity.human WHERE email = '{reader}';
CREATE UNIQUE INDEX ON person (n);
INSERT INTO circles.circle (id, name, description, domain, visibility, joining, locale, review_status,
    opener_id, fee_id, fee_minor, members, newest_post, posts)
SELECT '{circle}', 'Friends of the river', 'Neighbours who look after the river and count what lives in it.',
    'environmental_protection', 'public', 'open', 'en', 'approved', id, gen_random_uuid(), 2500, {members},
    {posts}, {posts} FROM person WHERE n = 1;
INSERT INTO circles.member (circle_id, account_id, kind, state, role, joined_at, read_to)
SELECT '{circle}', id, kind, 'active', CASE n WHEN 1 THEN 'owner' ELSE 'member' END, now(), {posts} - 500
FROM person;

-- Threads, and beneath each chains of five replies; numbers in the order in which they were written.
CREATE TEMPORARY TABLE thread AS
SELECT t, CASE WHEN t <= {long} THEN {long_replies} ELSE {short_replies} END AS replies
FROM generate_series(1, {threads}) AS t;
CREATE TEMPORARY TABLE made AS
SELECT t, j, replies, gen_random_uuid() AS id, (random() * ({members} - 1))::int AS author,
    j - (j - 1) % 5 AS chain,
    row_number() OVER (ORDER BY j * 0.3 / replies + t * 0.7 / {threads}, t, j) AS number
FROM thread CROSS JOIN LATERAL generate_series(0, replies) AS j;
CREATE UNIQUE INDEX ON made (t, j);
ANALYZE made;
INSERT INTO circles.post (id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id,
    author_kind, title, text, html, linked, locale, review_status, hidden_at, published_at, created_at,
    active_at, replies, reactions, pinned_at)
SELECT made.id, '{circle}', root.id, CASE WHEN made.j > 0 THEN coalesce(above.id, root.id) END,
    CASE WHEN made.j > 0 THEN made.j - made.chain + 1 ELSE 0 END, made.number,
    CASE WHEN made.j > 0 THEN root.number || ARRAY(
        SELECT c.number FROM made AS c WHERE c.t = made.t AND c.j BETWEEN made.chain AND made.j ORDER BY c.j
    ) ELSE ARRAY[made.number] END,
    (ARRAY['discussion', 'discussion', 'update', 'proposal', 'evidence'])[1 + made.number % 5], person.id,
    person.kind, CASE made.j WHEN 0 THEN 'What we saw at bend ' || made.t || ' of the river' ELSE '' END,
    repeat('We counted herons and dragonflies from the bridge to the weir. ', 1 + (made.number % 8)::int),
    '<p>' || repeat('We counted <em>herons</em> and dragonflies from the bridge to the weir. ',
        1 + (made.number % 8)::int) || '</p>',
    CASE WHEN made.number % 20 = 0 THEN jsonb_build_array('mission:' || (
        SELECT id FROM missions.mission WHERE review_status = 'approved'
        ORDER BY id OFFSET made.number % 17 LIMIT 1
    )) ELSE '[]' END,
    (ARRAY['en', 'es', 'zh-Hans'])[1 + made.number % 3], 'approved',
    CASE WHEN made.number % 100 = 99 AND made.j > 0 THEN now() END, at.published, at.published,
    CASE WHEN made.j = 0 THEN now() - ({posts} - newest.number) * interval '1 minute' ELSE at.published END,
    CASE WHEN made.j = 0 THEN made.replies ELSE least(made.chain + 4, made.replies) - made.j END,
    CASE WHEN made.number % 3 = 0 THEN '{{"agree": 2, "thanks": 1}}'::jsonb ELSE '{{}}' END,
    CASE WHEN made.j = 0 AND made.t IN (30, 31, 32) THEN now() END
FROM made
JOIN made AS root ON root.t = made.t AND root.j = 0
JOIN person ON person.n = made.author
JOIN (SELECT t, max(number) AS number FROM made GROUP BY t) AS newest ON newest.t = made.t
LEFT JOIN made AS above ON above.t = made.t AND above.j = made.j - 1 AND made.j > made.chain
CROSS JOIN LATERAL (SELECT now() - ({posts} - made.number) * interval '1 minute' AS published) AS at;
INSERT INTO circles.reaction (post_id, account_id, reaction)
SELECT p.id, person.id, g.word FROM circles.post AS p
CROSS JOIN (VALUES (1, 'agree'), (2, 'agree'), (3, 'thanks')) AS g (n, word)
JOIN person ON person.n = (p.number * 7 + g.n) % {members}
WHERE p.circle_id = '{circle}' AND p.reactions <> '{{}}';
INSERT INTO circles.attachment (id, circle_id, post_id, uploaded_by, name, media_type, size_bytes, width,
    height, blob_key, thumbnail_key)
SELECT gen_random_uuid(), '{circle}', id, author_id, 'bend.jpg', 'image/jpeg', 400000, 1600, 1200,
    'bench/' || id, 'bench/small/' || id FROM circles.post WHERE circle_id = '{circle}' AND number % 50 = 0;
SET session_replication_role = DEFAULT;
"""
CHECK = """
SELECT (SELECT count(*) FROM circles.post WHERE circle_id = $1) AS posts,
    (SELECT count(*) FROM circles.member WHERE circle_id = $1) AS members,
    (SELECT count(*) FROM circles.post AS p JOIN circles.post AS r ON r.id = p.parent_id
        WHERE p.path[1:p.depth] <> r.path OR p.depth <> r.depth + 1) AS wrong
"""


async def main(count: int, seconds: float, *, explains: bool) -> None:
    """Fill a circle, serve it, and print what reading it takes."""
    bar = Progress(console=Console(stderr=True), transient=True)
    with bar, tempfile.TemporaryDirectory() as home:
        async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
            filling = bar.add_task("writing posts", total=None)
            await load_sample(Path(home), settings)
            await fill(settings, count)
            bar.remove_task(filling)
            if explains:
                await explain(settings)
                return
            with redirect_stdout(io.StringIO()):  # the log of the app
                token = await sign_in(Path(home), settings)
            async with product(Path(home), settings) as port:
                print(
                    f"a circle of {MEMBERS:,} members and {count:,} posts; {CLIENTS} clients; milliseconds"
                    " from request to answer"
                )
                for reader, headers in (
                    ("guest", b""),
                    ("member", f"authorization: Bearer {token}\r\n".encode()),
                ):
                    asked = await scenarios(settings, port, headers)
                    await measure(port, reader, headers, asked, seconds, bar)


async def load_sample(home: Path, settings: DatabaseSettings) -> None:
    """Load the sample as an operator would: its missions are linked to, and one of its people reads."""
    environment = {**os.environ, **web_environment(home, settings, {})}
    with (home / "sample.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            COMMONWEAL, "sample", "load", env=environment, stdout=log, stderr=log
        )
        if await process.wait():
            raise SystemExit((home / "sample.log").read_text()[-2_000:])


async def fill(settings: DatabaseSettings, count: int) -> None:
    """Write the circle; raises ``SystemExit`` if it is not the one that was meant."""
    short = (count - LONG * (LONG_REPLIES + 1)) // (SHORT_REPLIES + 1)
    sizes = {"long": LONG, "long_replies": LONG_REPLIES, "short_replies": SHORT_REPLIES, "members": MEMBERS}
    connection = await asyncpg.connect(dsn_of(settings))
    try:
        await connection.execute(
            FILL.format(**sizes, threads=LONG + short, posts=count, circle=CIRCLE, reader=READER)
        )
        await connection.execute("VACUUM ANALYZE")
        found = dict(await connection.fetchrow(CHECK, CIRCLE))
    finally:
        await connection.close()
    if found["members"] != MEMBERS or found["wrong"] or abs(found["posts"] - count) > SHORT_REPLIES:
        raise SystemExit(f"the circle was not written as it was meant: {found}")


async def sign_in(home: Path, settings: DatabaseSettings) -> str:
    """Return a token of the member who reads, from an app in this process with the keys of the other."""
    async with running_app(home, settings, COMMONWEAL_WEB__SECRET_KEY=KEY) as app, browse(app) as client:
        answer = await client.post("/api/v1/identity/tokens", json={"email": READER, "password": PASSWORD})
        return str(answer.raise_for_status().json()["access_token"])


async def scenarios(settings: DatabaseSettings, port: int, headers: bytes) -> dict[str, list[str]]:
    """Return the addresses of each scenario."""
    connection = await asyncpg.connect(dsn_of(settings))
    try:
        rows = await connection.fetch(
            "SELECT id, replies FROM circles.post WHERE circle_id = $1 AND depth = 0 ORDER BY number", CIRCLE
        )
        missions = await connection.fetch(
            "SELECT id FROM missions.mission WHERE review_status = 'approved' ORDER BY id LIMIT 32"
        )
    finally:
        await connection.close()
    short = random.Random(1).sample([row["id"] for row in rows if row["replies"] == SHORT_REPLIES], 64)
    long = [row["id"] for row in rows if row["replies"] == LONG_REPLIES]
    page, api = f"/circles/{CIRCLE}", f"/api/v1/circles/{CIRCLE}"
    return {
        "feed": [page, *await further(port, headers, page, 7)],
        "thread": [f"{page}/threads/{each}" for each in short],
        "long thread": [
            address
            for each in long[:8]
            for address in await further(port, headers, f"{page}/threads/{each}", 3)
        ],
        "feed API": [f"{api}/threads"],
        "thread API": [f"{api}/threads/{each}" for each in short],
        "page of one mission": [f"/missions/{row['id']}" for row in missions],
    }


async def further(port: int, headers: bytes, address: str, parts: int) -> list[str]:
    """Return the addresses of the next parts of a list, as its pages link to them."""
    found = []
    for _ in range(parts):
        body = await asyncio.to_thread(read_page, port, headers, address)
        link = body.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        if not link:
            break
        address = link
        found.append(address)
    return found


def read_page(port: int, headers: bytes, path: str) -> str:
    """Return a page."""
    name, _, value = headers.decode().strip().partition(": ")
    request = Request(
        f"http://127.0.0.1:{port}{path}", headers={"accept": "text/html", **({name: value} if name else {})}
    )
    with urlopen(request) as answer:
        return answer.read().decode()


async def load(port: int, paths: Sequence[str], headers: bytes, seconds: float, pause: float) -> list[float]:
    """Let some clients ask in turns for a while, with further headers; return what each answer took."""
    loop = asyncio.get_running_loop()
    host = f"127.0.0.1:{port}"
    asked = cycle(each.replace(b"\r\n\r\n", b"\r\n" + headers + b"\r\n") for each in requests(paths, host))
    until = time.perf_counter() + seconds
    connected: list[Any] = []
    for _ in range(CLIENTS):
        connected.append(await loop.create_connection(lambda: Client(asked, until, pause), "127.0.0.1", port))
        await asyncio.sleep(pause / CLIENTS)
    async with asyncio.timeout(seconds + ANSWER_SECONDS):
        await asyncio.gather(*(client.done for _, client in connected))
    return [each for _, client in connected for each in client.seconds]


async def measure(
    port: int, reader: str, headers: bytes, asked: dict[str, list[str]], seconds: float, bar: Progress
) -> None:
    """Ask the scenarios in turns, and print a table for each way of asking."""
    for pause, pace in ((LOOKED_AT, "a second after each answer"), (0, "as fast as they are answered")):
        asking = bar.add_task(pace, total=(ROUNDS + 1) * len(asked))
        taken: dict[str, list[list[float]]] = {name: [] for name in asked}
        for turn in range(ROUNDS + 1):
            for name, paths in asked.items():
                took = await load(port, paths, headers, seconds + pause * 2, pause)
                taken[name] += [took] if turn else []  # the first only warms up
                bar.advance(asking)
        bar.remove_task(asking)
        show(f"{reader}, {pace}", taken, aims=bool(pause))


def show(title: str, taken: dict[str, list[list[float]]], *, aims: bool) -> None:
    """Print one table."""
    print(f"{title:<38}{'p50':>9}{'p95':>9}{'p99':>9}{'answers':>10}")
    for name, rounds in taken.items():
        figures = "".join(f"{each * 1e3:>9.1f}" for each in percentiles(rounds))
        print(f"  {name:<36}{figures}{sum(map(len, rounds)):>10}")
    if aims:
        late = [
            name
            for name, rounds in taken.items()
            if name != "page of one mission" and percentiles(rounds)[1] > AIM
        ]
        print(
            f"aim of a p95 of at most {AIM * 1e3:.0f} ms: {'missed by ' + ', '.join(late) if late else 'met'}"
        )


async def explain(settings: DatabaseSettings) -> None:
    """Print how the server reads the threads of the circle and the posts of a long thread."""
    connection = await asyncpg.connect(dsn_of(settings))
    try:
        reader = await connection.fetchval(
            "SELECT account_id FROM circles.member WHERE circle_id = $1 AND role = 'owner'", CIRCLE
        )
        thread, path = await connection.fetchrow(
            "SELECT id, path FROM circles.post WHERE replies = $1 AND depth = 0 LIMIT 1", LONG_REPLIES
        )
        read_to = await connection.fetchval("SELECT max(number) - 500 FROM circles.post")
        asked = {
            "threads": (threads.LIST, CIRCLE, reader, read_to, *threads.START, 21, False),
            "pinned threads": (threads.PINNED, CIRCLE, reader, read_to),
            "posts of a thread": (posts.POSTS, thread, reader, path, 51),
            "where a permanent link leads": (posts.ABOVE, thread, reader, [*path, 10**9]),
        }
        for name, (sql, *arguments) in asked.items():
            rows = await connection.fetch(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", *arguments)
            print(f"\n── {name}", *(row[0] for row in rows), sep="\n")
    finally:
        await connection.close()


if __name__ == "__main__":
    words = [each for each in sys.argv[1:] if each != "explain"]
    numbers = [*map(float, words), *(100_000, 2.0)[len(words) :]]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(round(numbers[0]), numbers[1], explains="explain" in sys.argv))
