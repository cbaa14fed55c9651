"""The contract that every plugin keeps."""

import pytest
from commonweal.testing.plugin_contract import PluginContract

LOOKED_AT = "needs a webhook: test_pages_browser of the webhooks looks at it"


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["realtime"]


class TestContract(PluginContract):
    plugin = "realtime"
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /webhooks/{webhook_id:uuid}": LOOKED_AT,
        "GET /webhooks/{webhook_id:uuid}/deliveries/{delivery_id:uuid}": LOOKED_AT,
    }
