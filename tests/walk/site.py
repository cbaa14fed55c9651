"""The whole app with its sample data, whose tables tell what each request changed."""

from collections import defaultdict
from contextlib import asynccontextmanager
from typing import Any

from commonweal.plugin.contributions import SampleData
from commonweal.storage.database import Database
from commonweal.testing.web import running_app
from commonweal.web.edge import Edge
from limits import open_limits
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from walk.furnishing import furnish

COUNTED = ("kernel.limit_use", "kernel.limit_breach", "kernel.limit_penalty", "kernel.process")
"""Written whatever is asked, in transactions of their own, and by what runs beside."""
ENDS = {"delete", "withdraw", "leave", "remove", "ban", "bans", "owner", "archive", "restore"}
_WATCH = """
CREATE SCHEMA walk;
CREATE TABLE walk.change (name text NOT NULL);
CREATE FUNCTION walk.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO walk.change VALUES (TG_ARGV[0]); RETURN NULL;
END $$;
"""
_TABLES = """
SELECT n.nspname || '.' || c.relname AS name,
    EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
    ) AS has_id
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND n.nspname !~ '^(pg_|information_schema|walk|public)'
ORDER BY name
"""
_CHANGED = "WITH told AS (DELETE FROM walk.change RETURNING name) SELECT DISTINCT name FROM told"


def is_an_end(path: str, method: str) -> bool:
    """Say whether what is done at an address of a circle leaves little to do there."""
    return "/circles/" in path and (method == "DELETE" or path.rpartition("/")[2] in ENDS)


class Site:
    """A running app; asks it as somebody, and knows what was changed."""

    def __init__(self, app: Any, database: Database) -> None:
        self.app, self.database = app, database
        self.tables: list[str] = []
        self.ids: dict[str, list[str]] = defaultdict(list)

    @property
    def handlers(self) -> list[tuple[HTTPRoute, str, HTTPRouteHandler]]:
        """Every address with every method it has, but for OPTIONS, which Litestar answers itself.

        What ends something in a circle comes last, so that there is something to ask the others for.
        """
        found = [
            (route, method, handler)
            for route in self.app.routes
            if isinstance(route, HTTPRoute)
            for method, (handler, _) in route.route_handler_map.items()
            if method != "OPTIONS"
        ]
        return sorted(found, key=lambda each: is_an_end(each[0].path_format, each[1]))

    async def prepare(self) -> None:
        """Load the sample data, learn the ids of what there is, and watch all tables from then on."""
        edge = self.app.asgi_handler
        while not isinstance(edge, Edge):
            edge = edge.app if hasattr(edge, "app") else edge._app
        for _, data in edge._web.host.collect_each("commonweal_sample_data", SampleData):
            async with self.database.write() as work:
                await data.load(work, lambda _done, _total: None)
        self.circle = await furnish(self.app, self.database)
        async with self.database.write() as work:
            await work.execute(_WATCH)
            for name, has_id in await work.fetch(_TABLES):
                self.tables.append(name)
                if has_id:
                    found = await work.fetch(f"SELECT id FROM {name} ORDER BY id DESC LIMIT 3")
                    self.ids[name.partition(".")[2]] += [str(row["id"]) for row in found]
                if name not in COUNTED:
                    await work.execute(
                        f"CREATE TRIGGER walk AFTER INSERT OR UPDATE OR DELETE ON {name}"
                        f" FOR EACH ROW EXECUTE FUNCTION walk.note('{name}')"
                    )

        self.ids |= await self.circle.ids()
        first = self.circle.id  # so that all that is asked for is in it; another one comes last
        self.ids["circle"] = [first, first, first, *(each for each in self.ids["circle"] if each != first)]

    async def changed(self) -> set[str]:
        """Return the tables that were changed since one asked last."""
        async with self.database.write() as work:
            return {row["name"] for row in await work.fetch(_CHANGED)}


@asynccontextmanager
async def site_of(home: Any, settings: Any) -> Any:
    """Run the app, prepared."""
    async with running_app(home, settings, COMMONWEAL_WEB__ACCESS_LOG="false", **open_limits()) as app:
        database = await Database.connect(settings, application_name="walk")
        try:
            site = Site(app, database)
            await site.prepare()
            yield site
        finally:
            await database.close()
