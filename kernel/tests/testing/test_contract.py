"""A contract's tests cannot be lost quietly, neither in the contract nor by whoever fills it."""

import importlib
import pkgutil
import sys
from types import ModuleType

import commonweal.testing
import pytest
from commonweal.testing import contract as contracts
from commonweal.testing.blobs import BlobStoreContract
from commonweal.testing.contract import Contract, ContractBroken, listed_tests, overridden, overrides_contract
from commonweal.testing.vector_contract import VectorStoreContract


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Return what makes a module with a contract in it, from its source and its list."""

    def write(source: str, listed: str) -> ModuleType:
        (tmp_path / "acme_kit.py").write_text(source)
        (tmp_path / "contracts.toml").write_text(listed)
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, "acme_kit", raising=False)
        contracts._read.cache_clear()
        return importlib.import_module("acme_kit")

    yield write
    sys.modules.pop("acme_kit", None)
    contracts._read.cache_clear()


KIT = """
from commonweal.testing.contract import Contract

class BoxContract(Contract):
    def test_it_opens(self): ...
    def test_it_shuts(self): ...
"""


def test_a_contract_lists_its_tests(written):
    kit = written(KIT, 'BoxContract = ["test_it_opens", "test_it_shuts"]')
    assert listed_tests(kit.BoxContract) == ("test_it_opens", "test_it_shuts")


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ('BoxContract = ["test_it_opens", "test_it_shuts", "test_it_locks"]', "test_it_locks is gone"),
        ('BoxContract = ["test_it_opens"]', "test_it_shuts is not listed"),
        ("", "does not list BoxContract"),
    ],
)
def test_a_contract_that_is_not_as_listed_is_not_collected(written, listed, reason):
    with pytest.raises(ContractBroken, match=reason):
        written(KIT, listed)


def test_a_test_taken_out_of_a_contract_at_run_time_is_missed(written):
    kit = written(KIT, 'BoxContract = ["test_it_opens", "test_it_shuts"]')
    del kit.BoxContract.test_it_opens
    with pytest.raises(ContractBroken, match="test_it_opens is gone"):
        type("TestBox", (kit.BoxContract,), {})


@pytest.mark.parametrize("instead", [None, lambda self: None])
def test_a_driver_cannot_replace_a_test_without_a_reason(instead):
    with pytest.raises(ContractBroken, match=r"replaces BlobStoreContract\.test_a_part_can_be_read"):
        type("TestMine", (BlobStoreContract,), {"test_a_part_can_be_read": instead})


def test_nor_through_a_class_beside_the_contract():
    quiet = type("Quiet", (), {"test_a_part_can_be_read": lambda self: None})
    with pytest.raises(ContractBroken, match="replaces BlobStoreContract"):
        type("TestMine", (quiet, BlobStoreContract), {})


def test_nor_switch_all_of_them_off():
    with pytest.raises(ContractBroken, match="__test__ is False"):
        type("TestMine", (BlobStoreContract,), {"__test__": False})


def test_with_a_reason_it_can_and_the_reason_is_told():
    instead = overrides_contract("the server knows no ranges")(lambda self: None)
    mine = type("TestMine", (BlobStoreContract,), {"test_a_part_can_be_read": instead})
    assert overridden(mine) == {"test_a_part_can_be_read": "the server knows no ranges"}


@pytest.mark.parametrize("reason", ["", "   ", "wip"])
def test_a_reason_is_a_sentence(reason):
    with pytest.raises(ContractBroken, match="no reason"):
        overrides_contract(reason)


def test_every_contract_of_the_kit_is_listed_and_none_else():
    for module in pkgutil.iter_modules(commonweal.testing.__path__):
        if "contract" in module.name or module.name == "blobs":
            importlib.import_module(f"commonweal.testing.{module.name}")
    made = {
        each.__name__
        for each in Contract.__subclasses__()
        if each.__module__.startswith("commonweal.testing.")
    }
    assert made == contracts._read(contracts._list_of(VectorStoreContract)).keys()
