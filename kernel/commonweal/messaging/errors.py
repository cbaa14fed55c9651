"""What can go wrong in messaging.

CommonwealError
├── EventUnreadable    an event cannot be turned into its type
├── HandlerFailed      a handler raised, took too long, or tried to end the process
├── LeaseLost          another worker took the subscription over
└── TaskMisused        arguments a task cannot be called with
OperatorError
└── BrokerError        the broker's settings are wrong, or a part for it is not installed
"""

from commonweal.errors import CommonwealError, OperatorError


class EventUnreadable(CommonwealError):
    """An event of a newer version, or one whose data does not fit its type; it is kept and shown."""

    code = "event_unreadable"


class HandlerFailed(CommonwealError):
    """A handler raised ``error``, took too long, or tried to end the process."""

    code = "handler_failed"

    def __init__(self, error: BaseException) -> None:
        super().__init__(repr(error))
        self.error = error


class LeaseLost(CommonwealError):
    """Another worker took this subscription over; whatever was begun here is rolled back."""

    code = "lease_lost"


class TaskMisused(CommonwealError):
    """A task was asked for with arguments that it does not take."""

    code = "task_misused"


class BrokerError(OperatorError):
    """The broker's settings are wrong, or a part for it is not installed."""

    code = "broker_error"
