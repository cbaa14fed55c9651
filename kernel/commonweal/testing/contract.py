"""What a contract is: tests that whoever fills an extension point inherits, and cannot quietly lose.

A contract is a class that derives from ``Contract`` directly. Its tests are listed by name in
``contracts.toml`` beside its module, so that one cannot go unnoticed. A class that derives from a contract
runs its tests; where a driver truly cannot keep one, ``@overrides_contract("the reason")`` marks what stands
in its place. Anything else fails when the class is made, which is when pytest collects it.
"""

import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from commonweal.errors import CommonwealError

LIST = "contracts.toml"
_LEAST_REASON = 10  # characters: long enough to be a sentence
_MARK = "commonweal_overrides"
_Test = TypeVar("_Test", bound=Callable[..., Any])


class ContractBroken(CommonwealError):
    """A test of a contract is gone, or was replaced without a reason."""

    code = "contract_broken"


def overrides_contract(reason: str) -> Callable[[_Test], _Test]:
    """Mark a test that stands in the place of a contract's, and say why the contract's cannot be kept."""
    if len(reason.strip()) < _LEAST_REASON:
        raise ContractBroken(f"{reason!r} is no reason: say in a sentence why the contract cannot be kept")

    def mark(test: _Test) -> _Test:
        setattr(test, _MARK, reason)
        return test

    return mark


class Contract:
    """The base of contracts; see this module."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Check a contract against its list, and whoever derives from one against the contract."""
        super().__init_subclass__(**options)
        if Contract in cls.__bases__:
            _check_list(cls)
            return
        for contract in [each for each in cls.__mro__ if Contract in each.__bases__]:
            _check_list(contract)
            _check_kept(cls, contract)


def listed_tests(contract: type[Contract]) -> tuple[str, ...]:
    """Return the names of the tests that a contract is made of, as its list says."""
    file = _list_of(contract)
    listed = _read(file).get(contract.__name__)
    if not listed:
        raise ContractBroken(f"{file} does not list {contract.__name__}: add it with the names of its tests")
    return tuple(listed)


def overridden(cls: type[Contract]) -> dict[str, str]:
    """Return the tests of contracts that a class replaces, each with the reason."""
    return {
        name: getattr(test, _MARK)
        for name in dir(cls)
        if (test := getattr(cls, name, None)) is not None and hasattr(test, _MARK)
    }


def _check_list(contract: type[Contract]) -> None:
    listed = set(listed_tests(contract))
    written = {name for name in vars(contract) if name.startswith("test")}
    for name in sorted(listed - written):
        raise ContractBroken(f"{contract.__name__}.{name} is gone; {LIST} still lists it")
    for name in sorted(written - listed):
        raise ContractBroken(f"{contract.__name__}.{name} is not listed in {LIST}; add it there")


def _check_kept(cls: type[Contract], contract: type[Contract]) -> None:
    for name in listed_tests(contract):
        kept = getattr(cls, name, None)
        if kept is not vars(contract)[name] and not getattr(kept, _MARK, ""):
            raise ContractBroken(
                f"{cls.__name__} replaces {contract.__name__}.{name}: take that away, or mark it with "
                '@overrides_contract("the reason")'
            )
    if getattr(cls, "__test__", True) is False:
        raise ContractBroken(f"{cls.__name__}.__test__ is False, so that no test of the contract would run")


def _list_of(contract: type[Contract]) -> Path:
    return Path(str(sys.modules[contract.__module__].__file__)).with_name(LIST)


@cache
def _read(file: Path) -> dict[str, list[str]]:
    try:
        return tomllib.loads(file.read_text())
    except FileNotFoundError:
        return {}
