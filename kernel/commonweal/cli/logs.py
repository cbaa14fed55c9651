"""How the long-running processes log: JSON lines on standard error, or text for someone at a terminal."""

import logging
import sys

import msgspec
import structlog
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import BoundLogger, LoggerFactory, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import Processor


def configure_logging(*, readable: bool) -> None:
    """Send what the app and its libraries log, from level INFO and WARNING up, to standard error."""
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        add_log_level,
        add_logger_name,
        TimeStamper(fmt="%H:%M:%S" if readable else "iso", utc=not readable),
    ]
    last: list[Processor] = [ProcessorFormatter.remove_processors_meta]
    if readable:
        last.append(structlog.dev.ConsoleRenderer(pad_event_to=0, pad_level=False))
    else:
        last += [
            format_exc_info,
            JSONRenderer(lambda line, **_: msgspec.json.encode(line, enc_hook=repr).decode()),
        ]
    structlog.configure(
        processors=[*first, ProcessorFormatter.wrap_for_formatter],
        logger_factory=LoggerFactory(),
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=first, processors=last))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("commonweal").setLevel(logging.INFO)


def _as_json(line: object, **_options: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()
