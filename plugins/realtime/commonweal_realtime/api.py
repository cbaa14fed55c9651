"""What other plugins may import of realtime: how to let people follow what happens in them."""

from commonweal_realtime.hooks import Data, Part, Revocation, Stream, Told, Topic

__all__ = ["Data", "Part", "Revocation", "Stream", "Told", "Topic"]
