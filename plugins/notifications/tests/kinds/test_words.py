"""Every message of every kind, in three languages, written with every sample: nothing is missing."""

from pathlib import Path

import commonweal_locales
import commonweal_notifications
import pytest
from commonweal import Catalogue, LocaleSource
from commonweal_notifications.kinds.all_kinds import base_kinds

KINDS = base_kinds(None)
LOCALES = {"en": "en", "es": "es", "zh-Hans": "zh_hans"}
PACK, OWN = Path(commonweal_locales.__file__).parent, Path(commonweal_notifications.__file__).parent
LONGEST_SUBJECT, LONGEST_TEXT = 90, 420
GROUPING = {
    "notifications.evidence_received",
    "notifications.mission_claimed",
    "notifications.mission_nearby",
    "notifications.problem_challenged",
    "notifications.problem_updated",
    "notifications.queue_overdue",
    "notifications.review_asked",
    "notifications.solution_debated",
    "notifications.tokens_posted",
}


@pytest.fixture(scope="module")
def catalogue():
    sources = []
    for locale, folder in LOCALES.items():
        sources.append(LocaleSource("kernel", locale, PACK / folder / "ftl" / "kernel"))
        sources.append(LocaleSource("notifications", locale, OWN / "locales" / locale))
    return Catalogue(sources)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_messages_of_a_kind_are_whole_in_each_language(catalogue, kind, locale):
    words, stem = catalogue.translator(catalogue.negotiate(locale)), stem_of(kind)

    assert words.text(f"{stem}-label")
    for sample in kind.samples:
        title, text = (words.text(f"{stem}-{part}", **sample) for part in ("title", "text"))
        assert 0 < len(title) <= LONGEST_SUBJECT
        assert "\n" not in title
        assert 0 < len(text) <= LONGEST_TEXT
        assert "  " not in text
        if words.has(f"{stem}-group"):
            groups = {words.text(f"{stem}-group", **sample, count=count) for count in (1, 2, 1_000_000)}
            assert all(groups)
            assert len(groups) == 3

    assert not catalogue.lapses


def test_every_kind_that_groups_says_how_many_there_are_and_no_other(catalogue):
    words = catalogue.translator(catalogue.negotiate("en"))

    assert {kind.name for kind in KINDS if words.has(f"{stem_of(kind)}-group")} == GROUPING


@pytest.mark.parametrize("locale", LOCALES)
def test_every_choice_of_a_kind_reads_differently(catalogue, locale):
    words = catalogue.translator(catalogue.negotiate(locale))

    for kind in KINDS:
        texts = [words.text(f"{stem_of(kind)}-text", **sample) for sample in kind.samples]
        assert len(set(texts)) == len(texts), kind.name


def test_security_and_what_operators_must_hear_cannot_be_turned_off():
    off = {kind.name for kind in KINDS if not kind.can_be_off}

    assert {kind.name for kind in KINDS if kind.audience == {"admin"}} <= off
    assert len(off) == 13


def test_mail_goes_out_at_once_for_what_the_catalogue_names():
    mailed = {kind.name.partition(".")[2] for kind in KINDS if kind.email == "now"}

    assert mailed == {
        *("sign_in_new", "provider_changed", "key_changed", "agent_suspended"),
        *("claim_deadline_day", "evidence_verified", "evidence_rejected", "evidence_revise"),
        *(
            "appeal_decided",
            "problem_resolved",
            "agent_report",
            "webhook_off",
            "export_ready",
            "terms_changed",
        ),
        *("queue_overdue", "issuance_high", "scale_trigger"),
    }


def stem_of(kind):
    return kind.name.replace(".", "-").replace("_", "-")
