"""What one running app offers to the requests it answers."""

from dataclasses import dataclass

from commonweal.i18n.catalogue import Catalogue
from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.host import Host
from commonweal.storage.database import Database
from commonweal.web.cursors import Cursors
from commonweal.web.forms import FormTokens
from commonweal.web.health import HealthChecks
from commonweal.web.limits import Limits
from commonweal.web.metrics import Metrics
from commonweal.web.principals import Guests
from commonweal.web.problems import Problems
from commonweal.web.rendering import Renderer
from commonweal.web.settings import WebSettings
from commonweal.web.static import Statics


@dataclass(slots=True, kw_only=True)
class Web:
    """The services of one app; handlers reach it as ``request.web``."""

    settings: WebSettings
    host: Host
    database: Database
    executor: HookExecutor
    catalogue: Catalogue
    cursors: Cursors
    forms: FormTokens
    health: HealthChecks
    limits: Limits
    metrics: Metrics
    guests: Guests
    problems: Problems
    statics: Statics
    pages: Renderer
