"""What this part of identity contributes."""

from commonweal import NavigationItem

from commonweal_identity.agents.events import EVENTS
from commonweal_identity.agents.http import ROUTES
from commonweal_identity.agents.http_keys import ROUTES as KEY_ROUTES
from commonweal_identity.agents.mailing import tell_owner
from commonweal_identity.agents.pages_keys import PAGES as KEY_PAGES
from commonweal_identity.agents.pages_own import MINE
from commonweal_identity.agents.pages_own import PAGES as OWN_PAGES
from commonweal_identity.agents.pages_public import DIRECTORY
from commonweal_identity.agents.pages_public import PAGES as PUBLIC_PAGES
from commonweal_identity.agents.permissions import OWN
from commonweal_identity.agents.samples import sample_agents
from commonweal_identity.agents.states import MACHINES
from commonweal_identity.agents.tables import TABLES
from commonweal_identity.agents.upkeep import SCHEDULES, look_after_agents, tell_key_ended
from commonweal_identity.part import Part

PART = Part(
    tables=list(TABLES),
    events=list(EVENTS),
    machines=list(MACHINES),
    tasks=[tell_owner, look_after_agents, tell_key_ended],
    schedules=list(SCHEDULES),
    routes=[*ROUTES, *KEY_ROUTES],
    pages=[*OWN_PAGES, *KEY_PAGES, *PUBLIC_PAGES],
    navigation=[
        NavigationItem(
            label="identity-agents", url=MINE, icon="agent", order=40, area="account", permission=OWN
        ),
        NavigationItem(label="identity-directory", url=DIRECTORY, area="footer", order=30),
    ],
    samples=[sample_agents],
)
