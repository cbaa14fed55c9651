"""The packs that come with Commonweal say everything the kernel needs, in three languages."""

from collections.abc import Callable

import pytest
from commonweal.cli.sections import load_settings
from commonweal.i18n.catalogue import Catalogue
from commonweal.i18n.sources import LocaleSource
from commonweal.i18n.translator import Translator
from commonweal.runtime import load_plugins, locale_sources
from commonweal.testing.words import check

CODES = [
    "malformed_request",
    "invalid_cursor",
    "unauthorized",
    "token_expired",
    "api_key_invalid",
    "signature_invalid",
    "forbidden",
    "agent_not_verified",
    "second_factor_required",
    "insufficient_tokens",
    "tier_too_low",
    "not_a_stranger",
    "acknowledgement_required",
    "not_found",
    "conflict",
    "invalid_transition",
    "already_claimed",
    "mission_full",
    "claim_limit_reached",
    "duplicate_vote",
    "duplicate_content",
    "username_taken",
    "email_taken",
    "version_mismatch",
    "idempotency_in_progress",
    "gone",
    "file_too_large",
    "unsupported_media_type",
    "validation_error",
    "content_rejected",
    "idempotency_key_reused",
    "rate_limited",
    "internal_error",
    "service_unavailable",
]
DOMAINS = [
    "poverty_reduction",
    "education_access",
    "healthcare_improvement",
    "environmental_protection",
    "food_security",
    "mental_health_wellbeing",
    "community_building",
    "disaster_response",
    "digital_inclusion",
    "human_rights",
    "clean_water_sanitation",
    "sustainable_energy",
    "gender_equality",
    "biodiversity_conservation",
    "elder_care",
]
TAGS = ["en", "es", "zh-Hans"]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> list[LocaleSource]:
    monkeypatch.setenv("COMMONWEAL_HOME", str(tmp_path))
    return locale_sources(load_plugins(load_settings()))


def test_the_words_of_every_installed_plugin_and_pack_are_sound(installed: list[LocaleSource]):
    assert {source.plugin_id for source in installed} >= {"kernel", "missions"}
    assert {source.locale for source in installed} == set(TAGS)
    assert [str(finding) for finding in check(installed)] == []


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_title_and_says_what_to_change(
    speak: Callable[[str], Translator], tag: str, code: str
):
    translator = speak(tag)
    name = f"kernel-problem-{code.replace('_', '-')}"
    title, detail = translator.text(f"{name}-title"), translator.text(f"{name}-detail", seconds=30)
    assert "⟦" not in title + detail
    assert title != detail
    assert detail.endswith("。" if tag == "zh-Hans" else ".")
    assert not title.endswith((".", "。"))


@pytest.mark.parametrize("tag", TAGS)
def test_every_domain_has_its_name(speak: Callable[[str], Translator], tag: str):
    names = [speak(tag).text(f"kernel-domain-{slug.replace('_', '-')}") for slug in DOMAINS]
    assert len(set(names)) == len(DOMAINS) == 15
    assert not any("⟦" in name for name in names)


def test_the_domains_are_named_as_the_handbook_names_them(speak: Callable[[str], Translator]):
    written = [speak(tag).text("kernel-domain-mental-health-wellbeing") for tag in TAGS]
    assert written == ["Mental Health & Wellbeing", "Salud mental y bienestar", "心理健康与福祉"]


def test_every_pack_names_itself_and_the_others(speak: Callable[[str], Translator]):
    assert [speak(tag).text("kernel-language-name") for tag in TAGS] == ["English", "Español", "简体中文"]
    assert [speak("es").text(f"kernel-language-{tag}") for tag in TAGS] == [
        "inglés",
        "español",
        "chino simplificado",
    ]


def test_nothing_is_missing_and_nothing_fails(catalogue: Catalogue, speak: Callable[[str], Translator]):
    for tag in TAGS:
        speak(tag).text("kernel-problem-rate-limited-detail", seconds=1_000_000)
        speak(tag).duration(100_000)
    assert not [key for key in catalogue.lapses if key[1].startswith("kernel-")]
