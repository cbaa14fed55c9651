"""Loads the sample circles."""

from commonweal import Progress, UnitOfWork


async def load_sample(work: UnitOfWork, progress: Progress) -> None:
    """Put the sample into the tables; ids are the same in each deployment."""
