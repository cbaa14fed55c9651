"""Every switch stands in the audit log, whoever made it and wherever."""

from commonweal import PluginSwitched, Principal, RecordedEvent, UnitOfWork
from commonweal_identity.api import record_audit

COMMAND_LINE = Principal(kind="service", id="command-line")


async def note_switch(work: UnitOfWork, recorded: RecordedEvent[PluginSwitched]) -> None:
    """Note one switch, with the account that made it or the command line."""
    switched = recorded.event
    actor = Principal(kind="human", id=str(switched.by)) if switched.by else COMMAND_LINE
    await record_audit(
        work,
        actor,
        "switchboard.plugin_on" if switched.on else "switchboard.plugin_off",
        subject_kind="organisation" if switched.organisation_id else "deployment",
        subject_id=switched.organisation_id,
        details={"plugin": switched.plugin_id},
    )
