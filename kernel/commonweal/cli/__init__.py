"""The ``commonweal`` command. Nothing heavy is imported before a command that needs it runs."""


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    from commonweal.cli.group import run  # noqa: PLC0415 - the command costs nothing until it is called

    run()
