"""Links in mail lead to where readers reach the site, which the operator says once."""

import pytest
from commonweal import Host
from commonweal.plugin.settings import Settings
from commonweal.runtime import load_plugins
from commonweal_notifications.api import site_of


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "http://localhost:8000"),
        ({"COMMONWEAL_PORT": "8123"}, "http://localhost:8123"),
        ({"COMMONWEAL_WEB__PUBLIC_URL": "https://example.org/"}, "https://example.org"),
        (
            {
                "COMMONWEAL_WEB__PUBLIC_URL": "https://example.org",
                "COMMONWEAL_NOTIFICATIONS__SITE": "https://mail.example.org/",
            },
            "https://mail.example.org",
        ),
    ],
)
def test_links_lead_to_the_site_of_mail_else_of_readers_else_to_this_machine(tmp_path, changes, expected):
    host = load_plugins(Settings.load({"COMMONWEAL_HOME": str(tmp_path), **changes}))
    host.services.provide(Host, host)
    assert site_of(host.services) == expected
