"""What every page gets so that it can be live: the script, and the sign that says whether it is."""

from commonweal import Fragment, SlotFill, Visit

STREAM = "/api/v1/realtime/stream"


async def load_script(_visit: Visit) -> Fragment:
    """Load what keeps pages up to date."""
    return Fragment("realtime/head.html")


async def show_sign(_visit: Visit) -> Fragment:
    """Bring the sign and its words; it is seen where something can be followed."""
    return Fragment("realtime/sign.html", {"address": STREAM})


SLOTS = [SlotFill(slot="kernel.head", render=load_script), SlotFill(slot="kernel.footer", render=show_sign)]
