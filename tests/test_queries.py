"""What each address of our plugins costs the database is known, and a rise does not go unnoticed."""

from http import HTTPStatus

import pytest
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.testing.hosts import is_pack
from commonweal.testing.routes import reads, routes_of

OURS = [plugin.id for plugin in find_plugins(GROUP) if plugin.distribution.startswith("commonweal-")]


@pytest.fixture(scope="session")
def chosen_plugins():
    packs = {plugin.id for plugin in find_plugins(GROUP) if is_pack(plugin)}
    return [name for name in OURS if name not in packs]


async def test_every_address_that_can_be_read_costs_what_it_did(
    site, principals, query_baselines, chosen_plugins
):
    readers = {
        "guest": None,
        "human": await principals.human(),
        "admin": await principals.admin(),
        "agent": await principals.agent(),
    }
    measured = 0
    for route in [each for plugin in chosen_plugins for each in reads(routes_of(site.app, plugin))]:
        if route.has_parameters:
            continue
        for name, reader in readers.items():
            async with site.browse(
                reader, accept="text/html" if route.is_page else "application/json"
            ) as client:
                if (await client.get(route.address)).status_code == HTTPStatus.OK:
                    await query_baselines.measure(client, route.address, route=f"{route.path} ({name})")
                    measured += 1
                    break
    assert measured > 40
