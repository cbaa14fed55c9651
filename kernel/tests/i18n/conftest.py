"""The real packs, and small made-up sources."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from commonweal.i18n.catalogue import Catalogue
from commonweal.i18n.sources import LocaleSource, pack_sources
from commonweal.i18n.translator import Translator

PACKS = {"en": "en", "es": "es", "zh-Hans": "zh_hans"}


@pytest.fixture(scope="session")
def packs() -> list[LocaleSource]:
    spec = find_spec("commonweal_locales")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    [package] = spec.submodule_search_locations
    return [one for tag, name in PACKS.items() for one in pack_sources(Path(package) / name, tag)]


@pytest.fixture(scope="session")
def catalogue(packs: list[LocaleSource]) -> Catalogue:
    return Catalogue(packs)


@pytest.fixture
def speak(catalogue: Catalogue) -> Callable[[str], Translator]:
    return lambda tag: catalogue.translator(catalogue.negotiate(tag))


Words = Callable[..., list[LocaleSource]]


@pytest.fixture
def words(tmp_path: Path) -> Words:
    """Write Fluent files: ``words(en="kernel-a = A", missions={"es": "missions-b = B"})``."""

    def write(**given: str | dict[str, str]) -> list[LocaleSource]:
        owners = {key: text for key, text in given.items() if isinstance(text, dict)}
        owners["kernel"] = {
            key.replace("_", "-"): text for key, text in given.items() if isinstance(text, str)
        }
        sources = []
        for owner, locales in owners.items():
            for locale, text in locales.items():
                folder = tmp_path / owner / locale
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "words.ftl").write_text(text, "utf-8")
                sources.append(LocaleSource(owner, locale, folder))
        return sources

    return write
