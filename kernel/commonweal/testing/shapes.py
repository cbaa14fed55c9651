"""Whether what a hook gave is what its specification says."""

import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union, get_args, get_origin


def misfit(value: Any, declared: Any) -> str:  # noqa: PLR0911 - one answer for each kind of type
    """Say what is wrong with a value for a type as signatures write it; empty when it fits.

    Looks inside lists, mappings, unions and ``type[...]``; of generic classes it compares the class.
    """
    origin, inner = get_origin(declared), get_args(declared)
    if declared is Any:
        return ""
    if origin in (Union, types.UnionType):
        return "" if any(not misfit(value, each) for each in inner) else f"{value!r} is no {declared}"
    if origin is type:
        wanted = inner[0]
        fits = isinstance(value, type) and (wanted is Any or issubclass(value, wanted))
        return "" if fits else f"{value!r} is no class of {wanted}"
    if origin in (list, tuple, Sequence):
        if not isinstance(value, list | tuple):
            return f"{value!r} is no list"
        return next(filter(None, (misfit(item, inner[0]) for item in value)), "")
    if origin in (dict, Mapping):
        if not isinstance(value, Mapping):
            return f"{value!r} is no mapping"
        pairs = [misfit(key, inner[0]) or misfit(item, inner[1]) for key, item in value.items()]
        return next(filter(None, pairs), "")
    if declared is Callable or origin is Callable:
        return "" if callable(value) else f"{value!r} cannot be called"
    kind = origin or declared
    return "" if isinstance(value, kind) else f"{value!r} is no {kind.__name__}"
