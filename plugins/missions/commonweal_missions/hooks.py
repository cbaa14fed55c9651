"""The hook that missions specify: who translates for people."""

from collections.abc import Sequence

from commonweal import per_call


@per_call(timeout=60.0, first_result=True)
async def commonweal_translate(texts: Sequence[str], source: str, target: str) -> list[str] | None:
    """Translate texts from one locale into another, one for one; None when you cannot.

    Runs in a task, never while somebody waits. The result is shown as a machine's until a human has checked
    it, and never replaces what a human wrote. There is no default implementation.

    Example:
        >>> async def commonweal_translate(texts, source, target):
        ...     return [f"[{target}] {text}" for text in texts]

    """
