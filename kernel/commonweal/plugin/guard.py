"""Running a plugin's code at start so that it can neither stop nor hang the process."""

import ctypes
import importlib
import threading
import traceback
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import TypeVar

import stevedore

from commonweal.errors import CommonwealError

_Value = TypeVar("_Value")


class PluginFault(CommonwealError):
    """A plugin's code failed; the message is the reason its state will show."""

    code = "plugin_fault"


class _Stopped(BaseException):
    """Raised inside a plugin's thread that is late, so that it stops taking processor time."""


def run_bounded(function: Callable[[], _Value], seconds: float) -> _Value:
    """Call ``function`` in a thread of its own, and raise ``PluginFault`` if it raises, exits or is late.

    A late thread is told to stop, which ends a busy loop; one that sleeps in the operating system goes on
    sleeping as a daemon, and its result is ignored.
    """
    values: list[_Value] = []
    errors: list[BaseException] = []
    context = copy_context()

    def run() -> None:
        try:
            values.append(context.run(function))
        except BaseException as error:  # noqa: BLE001 - SystemExit from a plugin must not pass
            errors.append(error)

    thread = threading.Thread(target=run, name="plugin start", daemon=True)
    thread.start()
    thread.join(seconds)
    if values:
        return values[0]
    if errors:
        raise PluginFault(reason_of(errors[0])) from errors[0]
    if thread.ident is not None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(_Stopped))
    raise PluginFault(f"did not finish within {seconds:g} s")


def reason_of(error: BaseException) -> str:
    """Say in one line what a plugin's code raised and where."""
    if isinstance(error, CommonwealError):
        return str(error)
    if isinstance(error, SystemExit):
        words = f"tried to end the process with sys.exit({'' if error.code is None else repr(error.code)})"
    else:
        first_line = str(error).partition("\n")[0]
        words = f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__
    return f"{words} ({place})" if (place := _place(error)) else words


def _place(error: BaseException) -> str:
    """Return the file and line of the plugin's own code, not of what imported or called it."""
    machinery = ("<", importlib.__path__[0], stevedore.__path__[0], str(Path(__file__).parent))
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith(machinery)]
    return f"{Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
