"""How the long-running processes log: JSON lines on standard error, or text for someone at a terminal."""

import logging
import sys

import msgspec
import structlog
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import Processor


def configure_logging(*, readable: bool) -> None:
    """Send what the app and its libraries log, from level INFO and WARNING up, to standard error.

    Structured loggers write their lines themselves: the detour over the loggers of the standard library would
    quadruple what a line costs, and there is one for each request.
    """
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        add_log_level,
        add_logger_name,
        TimeStamper(fmt="%H:%M:%S" if readable else "iso", utc=not readable),
    ]
    last: list[Processor] = (
        [structlog.dev.ConsoleRenderer(pad_event_to=0, pad_level=False)]
        if readable
        else [format_exc_info, JSONRenderer(_as_json)]
    )
    structlog.configure(
        processors=[*first, *last],
        logger_factory=_NamedLogger,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=first, processors=[ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("commonweal").setLevel(logging.INFO)


class _NamedLogger(structlog.WriteLogger):
    """Writes to standard error, and has the name that each line tells."""

    def __init__(self, name: str = "commonweal") -> None:
        super().__init__(sys.stderr)
        self.name = name


def _as_json(line: object, **_options: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()
