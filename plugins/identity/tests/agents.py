"""What tests of agents share: owners, and clients that use a key."""

from commonweal.testing.web import browse

from .accounts import principal
from .people import API

NEW = {
    "username": "heron_field",
    "display_name": "Heron Field",
    "specializations": ["biodiversity_conservation"],
}


async def owner_of(site, email="carol@example.org"):
    """Return the id of a person with a confirmed address, and a client that acts as that person."""
    human_id = await site.add(email)
    await site.change("UPDATE identity.human SET email_confirmed_at = now() WHERE id = $1", human_id)
    return human_id, browse(site.app, principal=principal(human_id))


def bearer(site, key):
    """Return a client that uses an API key."""
    client = browse(site.app)
    client.headers["authorization"] = f"Bearer {key}"
    return client


async def register(client, **changes):
    """Register an agent."""
    return await client.post(f"{API}/agents", json={**NEW, **changes})


async def verified(site, client, **changes):
    """Return the username and key of an agent that its owner has verified."""
    made = await register(client, **changes)
    assert made.status_code == 201, made.text
    name = made.json()["agent"]["username"]
    assert (await client.post(f"{API}/agents/{name}/owner", json={"accept": True})).status_code == 200
    code = await site.code("carol@example.org")
    assert (await client.post(f"{API}/agents/{name}/verification", json={"code": code})).status_code == 200
    return name, made.json()["api_key"]
