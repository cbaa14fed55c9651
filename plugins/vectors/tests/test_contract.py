"""The contract that every plugin keeps."""

from commonweal.testing.plugin_contract import PluginContract


class TestContract(PluginContract):
    plugin = "vectors"
    task_arguments = {  # noqa: RUF012 - the contract declares it
        "vectors.index": {"collection": "vectors.nothing"},
        "vectors.fill": {"generation": 1},
    }
    left_out = {  # noqa: RUF012 - the contract declares it
        "GET /admin/vectors/{collection:str}": "needs a collection: test_admin_pages looks at it",
    }
