"""What one running app offers to the requests it answers."""

import asyncio
from pathlib import Path

from commonweal.runtime import Runtime
from commonweal.storage.blobs import BlobStore
from commonweal.web.contributions import rooms
from commonweal.web.cursors import Cursors
from commonweal.web.forms import FormTokens
from commonweal.web.health import HealthChecks
from commonweal.web.limit_store import LimitStore
from commonweal.web.limits import Limits
from commonweal.web.metrics import Gauges, Metrics
from commonweal.web.principals import guest_names
from commonweal.web.problems import Problems
from commonweal.web.rendering import Renderer
from commonweal.web.settings import WebSettings, signing_key
from commonweal.web.static import Statics

STATIC_ROOM = Path(__file__).parent / "static"


class Web:
    """The services of one app; handlers reach it as ``request.web``."""

    def __init__(self, runtime: Runtime) -> None:
        self.settings = runtime.settings.section("web", WebSettings)
        self.host = host = runtime.host
        self.database = runtime.database
        self.executor = runtime.executor
        self.catalogue = runtime.catalogue
        key = signing_key(self.settings, runtime.settings.home)
        self.cursors = Cursors(key)
        self.forms = FormTokens(key)
        # Each holds a connection while its files are read and kept; the others are for everybody else.
        self.uploads = asyncio.Semaphore(max(1, runtime.database.settings.pool_max // 2))
        self.guest = guest_names(key)
        self.health = HealthChecks(host, runtime.database.check)
        self.limits = Limits(LimitStore(runtime.database), self.settings)
        self.metrics = Metrics(host, runtime.catalogue, self.limits)
        self.gauges = Gauges(host)
        self.problems = Problems(host)
        self.sign_in = next((given.value for given in host.collect("commonweal_sign_in")), "")
        self.statics = Statics({"kernel": STATIC_ROOM, **rooms(host, "static")})
        self.pages = Renderer(host, rooms(host, "templates"), self.statics, self.forms, self.settings)

    @property
    def blobs(self) -> BlobStore:
        """The blob store, for plugins whose manifest says that they use it."""
        return self.host.services.get(BlobStore)  # type: ignore[type-abstract]  # a key, not made

    def warm(self) -> None:
        """Read all words and compile all templates, so that the first readers need not wait for it."""
        self.catalogue.warm()
        self.pages.warm()
