"""What the embedded server refuses."""

from commonweal import OperatorError


class DataDirectoryError(OperatorError):
    """The embedded server cannot use its data directory; nothing in it was changed."""

    code = "data_directory_unusable"
