"""What is asked of every locale pack, and how this one reads."""

import pytest
from commonweal.testing.pack_contract import LocalePackContract


class TestPack(LocalePackContract):
    plugin = "locale-fr"
    locale = "fr"
    least_percent = 95  # of the kernel's words and those of missions; what is newer is read in English


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Aucune mission ouverte"),
        (1, "1 mission ouverte"),
        (2, "2 missions ouvertes"),
        (1_000_000, "1\u202f000\u202f000 de missions ouvertes"),
    ],
)
async def test_it_counts_as_french_does(site, count, said):
    catalogue = site.runtime.catalogue
    assert catalogue.translator(catalogue.negotiate("fr")).text("missions-count", count=count) == said


async def test_a_page_mixes_french_with_what_is_not_translated_yet(site):
    async with site.browse(accept="text/html") as guest:
        page = (await guest.get("/missions", params={"lang": "fr"})).text
        assert '<html lang="fr"' in page
        assert "Chercher une mission" in page, "a word of missions"
        assert "Aller au contenu" in page, "a word of the kernel"
        entrance = (await guest.get("/sign-in", params={"lang": "fr"})).text
    assert "Aller au contenu" in entrance
    assert "Password" in entrance, "words of a plugin that this pack does not cover yet"
