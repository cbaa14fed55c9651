"""What this part of identity contributes."""

from commonweal_identity.events import EVENTS
from commonweal_identity.humans.states import MACHINES
from commonweal_identity.humans.tables import TABLES
from commonweal_identity.part import Part

PART = Part(tables=list(TABLES), events=list(EVENTS), machines=list(MACHINES))
