"""What can go wrong with the database and the blob stores.

OperatorError
├── DatabaseUnavailable    no connection, or it broke before anything was saved
├── MigrationRefused       the files and the database do not fit together
└── BlobStoreUnavailable   the blob store does not answer, or refuses the keys
CommonwealError
├── CommitUnknown          the connection broke during COMMIT
├── NothingSaved           an error inside the unit of work was swallowed
├── Contention             other transactions won every attempt
├── WorkMisused            the program uses a unit of work in a way that cannot be right
├── BlobKeyRefused         a key that is not a plain relative path
├── BlobMissing            there is no blob of that key
└── RightsExceeded         a plugin's statement uses what is not the plugin's
"""

from commonweal.errors import CommonwealError, OperatorError


class DatabaseUnavailable(OperatorError):
    """The database cannot be reached, or the connection broke before the commit; nothing was saved."""

    code = "service_unavailable"


class MigrationRefused(OperatorError):
    """The migration files and the database do not fit together; nothing was changed."""

    code = "migration_refused"


class BlobStoreUnavailable(OperatorError):
    """The blob store cannot be reached or refuses our keys."""

    code = "service_unavailable"


class CommitUnknown(CommonwealError):
    """The connection broke during COMMIT: the work was saved whole or not at all, nobody told us which."""

    code = "service_unavailable"


class NothingSaved(CommonwealError):
    """A statement failed, its error was swallowed, and the server rolled the whole unit of work back."""

    code = "internal_error"


class Contention(CommonwealError):
    """Other transactions changed the same rows during every attempt; trying again later is safe."""

    code = "service_unavailable"


class WorkMisused(CommonwealError):
    """The program uses a unit of work where it cannot be used; the message says what to do instead."""

    code = "internal_error"


class BlobKeyRefused(CommonwealError):
    """A blob's key must be a plain relative path of letters, digits, dots, dashes and underscores."""

    code = "validation_error"


class BlobMissing(CommonwealError):
    """There is no blob of that key."""

    code = "not_found"


class RightsExceeded(CommonwealError):
    """A plugin's statement uses what is not the plugin's; the message names both owners and the right way."""

    code = "internal_error"
