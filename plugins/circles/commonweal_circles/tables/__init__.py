"""The plugin's tables as Piccolo knows them: all columns but those that PostgreSQL computes.

The migrations make the tables; a test compares both.
"""

from piccolo.table import Table

from commonweal_circles.tables import board, circles, moderation, progress, talk

TABLES: list[type[Table]] = [
    *circles.TABLES,
    *talk.TABLES,
    *board.TABLES,
    *progress.TABLES,
    *moderation.TABLES,
]
