"""What this part of identity contributes."""

from commonweal_identity.agents.events import EVENTS
from commonweal_identity.agents.http import ROUTES
from commonweal_identity.agents.http_keys import ROUTES as KEY_ROUTES
from commonweal_identity.agents.mailing import tell_owner
from commonweal_identity.agents.states import MACHINES
from commonweal_identity.agents.tables import TABLES
from commonweal_identity.agents.upkeep import SCHEDULES, look_after_agents
from commonweal_identity.part import Part

PART = Part(
    tables=list(TABLES),
    events=list(EVENTS),
    machines=list(MACHINES),
    tasks=[tell_owner, look_after_agents],
    schedules=list(SCHEDULES),
    routes=[*ROUTES, *KEY_ROUTES],
)
