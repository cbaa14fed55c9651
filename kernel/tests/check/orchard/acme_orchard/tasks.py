"""The background work of the orchard."""

from commonweal import TaskContext, task


@task("orchard.water", time_limit=30)
async def water(context: TaskContext) -> None:
    """Water what is dry."""
    async with context.database.write() as work:
        await work.execute("UPDATE orchard.tree SET watered_at = now() WHERE watered_at IS NULL")
