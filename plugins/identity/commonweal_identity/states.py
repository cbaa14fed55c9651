"""The states of accounts, agents, memberships and all else that identity keeps."""

from commonweal import StateMachine

from commonweal_identity.plugin import parts

MACHINES: list[StateMachine] = [machine for part in parts() for machine in part.machines]
