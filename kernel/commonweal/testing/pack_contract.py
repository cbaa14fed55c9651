"""The contract of a locale pack: subclass `LocalePackContract`, and name the pack in ``chosen_plugins``."""

from typing import ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.i18n.sources import KERNEL, REFERENCE, LocaleSource
from commonweal.testing.contract import Contract
from commonweal.testing.messages import arguments_of, message_ids
from commonweal.testing.sites import Site
from commonweal.testing.words import check, progress


class LocalePackContract(Contract):
    """What every pack must do, however much of it is translated."""

    plugin: ClassVar[str]
    """The pack's id."""

    locale: ClassVar[str]
    """The tag of its language."""

    least_percent: ClassVar[int] = 100
    """How much must be translated; an unfinished pack raises it as it goes."""

    async def test_its_language_is_offered_to_readers(self, site: Site) -> None:
        assert self.locale in site.runtime.catalogue.locales
        assert site.runtime.catalogue.negotiate(self.locale).locales[0] == self.locale

    async def test_what_is_translated_is_right(self, site: Site) -> None:
        package = site.host.plugins[self.plugin].package
        translated = {source.plugin_id for source in self._own(site) if message_ids([source])}
        absent = translated - {KERNEL} - {plugin.id for plugin in site.host.running()}
        assert not absent, f"the pack has words of {', '.join(sorted(absent))}: name them in chosen_plugins"
        found = check(site.runtime.catalogue.sources, unfinished=[self.locale])
        assert [str(each) for each in found if each.file.is_relative_to(package)] == []

    async def test_enough_is_translated(self, site: Site) -> None:
        owned = {source.plugin_id for source in self._own(site)}
        sources = [source for source in site.runtime.catalogue.sources if source.plugin_id in owned]
        done, total = progress(sources, self.locale)
        assert KERNEL in owned
        assert 100 * done >= self.least_percent * total, f"{done} of {total} messages"

    async def test_what_is_missing_is_read_in_the_reference_language(self, site: Site) -> None:
        catalogue = site.runtime.catalogue
        reader = catalogue.translator(catalogue.negotiate(self.locale))
        reference = catalogue.translator(catalogue.negotiate(REFERENCE))
        arguments = arguments_of(catalogue.sources)
        own = set(message_ids([source for source in catalogue.sources if source.locale == self.locale]))
        for name in message_ids([source for source in catalogue.sources if source.locale == REFERENCE]):
            assert reader.has(name)
            if name not in own and not arguments[name]:
                assert reader.text(name) == reference.text(name)

    @settings(
        deadline=None,
        max_examples=10,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(
        number=st.integers(0, 10**6) | st.sampled_from([0, 1, 2, 3, 5, 11, 21, 100]),
        text=st.text(max_size=40),
    )
    async def test_every_message_can_be_written(self, site: Site, number: int, text: str) -> None:
        catalogue = site.runtime.catalogue
        reader = catalogue.translator(catalogue.negotiate(self.locale))
        arguments = arguments_of(catalogue.sources)
        for name in message_ids(self._own(site)):
            values = {each: number if is_number else text for each, is_number in arguments[name].items()}
            reader.html(name, **values)
        failed = [key for key in catalogue.lapses if key[0] == "failed"]
        assert failed == []

    def _own(self, site: Site) -> list[LocaleSource]:
        package = site.host.plugins[self.plugin].package
        return [
            source
            for source in site.runtime.catalogue.sources
            if source.locale == self.locale and source.directory.is_relative_to(package)
        ]
