"""Implements the hook of translators, which has no default implementation."""

from commonweal import hookimpl

SPOKEN = ("en", "es", "zh-Hans")


@hookimpl
async def commonweal_translate(texts, source, target):
    """Put the words of the target's language before each text; None for a language that is not spoken."""
    if source not in SPOKEN or target not in SPOKEN:
        return None
    return [f"[{target}] {text}" for text in texts]
