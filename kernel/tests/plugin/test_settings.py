"""Settings are typed and traced, never print a secret, and name what is wrong with the right key."""

import enum
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pytest
from commonweal.errors import OperatorError
from commonweal.plugin.secret import Secret
from commonweal.plugin.settings import Settings, SettingsError
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st


class Web(msgspec.Struct, frozen=True):
    """What most sections look like."""

    port: Annotated[int, msgspec.Meta(ge=1, le=65535, description="Where to listen.")] = 8000
    host: str = "127.0.0.1"
    debug: bool = False
    ratio: float | None = None
    level: Literal["low", "high"] = "low"
    proxies: list[str] = []
    key: Secret | None = None
    replicas: list[Secret] = []
    folder: Path | None = None
    limits: dict[str, int] = {}


def test_the_environment_beats_the_file_and_the_file_the_default(settings_with):
    settings = settings_with('[web]\nport = 1\nhost = "file"\n', COMMONWEAL_WEB__PORT="2")
    web = settings.section("web", Web)
    assert (web.port, web.host, web.debug) == (2, "file", False)
    sources = {setting.key: setting.source for setting in settings.effective()}
    assert sources["port"] == "COMMONWEAL_WEB__PORT"
    assert sources["host"].endswith("commonweal.toml")
    assert sources["debug"] == "default"


def test_the_short_name_of_the_port_works_and_yields_to_the_full_one(settings_with):
    assert settings_with(COMMONWEAL_PORT="81").section("web", Web).port == 81
    both = settings_with(COMMONWEAL_PORT="81", COMMONWEAL_WEB__PORT="82")
    assert both.section("web", Web).port == 82


def test_text_from_the_environment_becomes_every_type(settings_with):
    web = settings_with(
        COMMONWEAL_WEB__DEBUG="true",
        COMMONWEAL_WEB__RATIO="0.5",
        COMMONWEAL_WEB__LEVEL="high",
        COMMONWEAL_WEB__PROXIES="10.0.0.1, 10.0.0.2",
        COMMONWEAL_WEB__KEY="123",
        COMMONWEAL_WEB__REPLICAS='["one", "two"]',
        COMMONWEAL_WEB__FOLDER="/tmp",
        COMMONWEAL_WEB__LIMITS='{"guest": 30}',
        COMMONWEAL_WEB__HOST="[::1]",
    ).section("web", Web)
    assert (web.debug, web.ratio, web.level) == (True, 0.5, "high")
    assert web.proxies == ["10.0.0.1", "10.0.0.2"]
    assert web.key == Secret("123")
    assert web.replicas == [Secret("one"), Secret("two")]
    assert (web.folder, web.limits, web.host) == (Path("/tmp"), {"guest": 30}, "[::1]")


def test_a_secret_shows_itself_nowhere(settings_with):
    settings = settings_with('[web]\nkey = "hush"\nreplicas = ["hush"]\n')
    web = settings.section("web", Web)
    assert web.key is not None
    assert web.key.reveal() == "hush"
    shown = f"{web} {web.key} {web.key!r} {web.key:>9} {settings.effective()} {[web.key]}"
    assert "hush" not in shown
    assert {setting.key: setting.value for setting in settings.effective()}["replicas"] == "[•••]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[web]\nport = 'x'", "web.port must be a whole number at least 1, at most 65535"),
        ("[web]\nport = 0", "web.port must be a whole number at least 1, at most 65535"),
        ("[web]\nprot = 1", "unknown setting web.prot; did you mean port?"),
        ("[web]\nzzzz = 1", "unknown setting web.zzzz; the keys are: port, host"),
        ("[web]\nlevel = 'medium'", 'web.level must be one of "high", "low"'),
        ("[web]\nkey = 5", "web.key must be text (a secret)"),
        ("[web]\nproxies = 'a'", "web.proxies must be a list of text"),
        ("[web]\nlimits = 1", "web.limits must be a table"),
        ("[web]\ndebug = 'yes'", "web.debug must be true or false"),
        ("port = 1", "port stands outside a section"),
        ("[web", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_file_key_and_what_is_right(text, words, settings_with):
    with pytest.raises(SettingsError) as refusal:
        settings_with(text).section("web", Web)
    assert words in str(refusal.value)
    assert "commonweal.toml: " in str(refusal.value)
    assert refusal.value.exit_code != 0


def test_a_wrong_variable_is_named(settings_with):
    with pytest.raises(SettingsError, match=r"COMMONWEAL_WEB__PORT: web.port must be a whole number"):
        settings_with(COMMONWEAL_WEB__PORT="http").section("web", Web)
    with pytest.raises(SettingsError, match=r"COMMONWEAL_HOEM: .*did you mean COMMONWEAL_HOME"):
        settings_with(COMMONWEAL_HOEM="/tmp")


def test_a_wrong_list_in_json_is_named_without_a_traceback_of_its_own(settings_with):
    with pytest.raises(SettingsError, match=r"COMMONWEAL_WEB__PROXIES: web.proxies must be a list"):
        settings_with(COMMONWEAL_WEB__PROXIES="[1,").section("web", Web)


def test_a_missing_setting_says_where_to_put_it(settings_with):
    class Mail(msgspec.Struct):
        sender: str

    with pytest.raises(
        SettingsError, match=r"mail.sender is not set; give it text, there or in COMMONWEAL_MAIL__SENDER"
    ):
        settings_with().section("mail", Mail)


def test_a_rule_across_settings_is_reported_as_one_sentence(settings_with):
    class Pool(msgspec.Struct):
        low: int = 1
        high: int = 2

        def __post_init__(self):
            if self.low > self.high:
                raise ValueError("low must not be above high")

    with pytest.raises(SettingsError, match="'pool' cannot stand: low must not be above high"):
        settings_with("[pool]\nlow = 3").section("pool", Pool)


def test_a_section_nobody_asked_for_is_refused_with_the_nearest(settings_with):
    settings = settings_with("[wbe]\nport = 1")
    settings.section("web", Web)
    with pytest.raises(SettingsError, match=r"unknown section 'wbe'; did you mean web\?"):
        settings.finish()


def test_the_section_of_a_plugin_that_is_off_may_stand(settings_with):
    settings = settings_with("[locale-xx]\nport = 1", COMMONWEAL_LOCALE_XX__HOST="x")
    settings.allow("locale-xx")
    settings.finish()


def test_a_plugin_id_with_a_dash_finds_its_variables(settings_with):
    settings = settings_with("[my-trees]\nport = 5", COMMONWEAL_MY_TREES__HOST="forest")
    assert settings.section("my-trees", Web) == Web(port=5, host="forest")
    settings.finish()


def test_a_named_file_must_be_there_and_the_usual_one_need_not(tmp_path):
    assert Settings.load({"COMMONWEAL_HOME": str(tmp_path)}).section("web", Web) == Web()
    with pytest.raises(SettingsError, match="no such settings file"):
        Settings.load({"COMMONWEAL_CONFIG": str(tmp_path / "nowhere.toml")})
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.load({"COMMONWEAL_CONFIG": str(tmp_path)})


@pytest.mark.parametrize("variable", ["COMMONWEAL_HOME", "COMMONWEAL_CONFIG"])
def test_a_home_that_nobody_has_is_named(variable):
    with pytest.raises(SettingsError, match=f"{variable}: nobody has the home directory of '~nobody-at-all'"):
        Settings.load({"COMMONWEAL_HOME": "/nowhere", variable: "~nobody-at-all"})


def test_a_section_has_one_type(settings_with):
    settings = settings_with()
    assert settings.section("web", Web) is settings.section("web", Web)

    class Other(msgspec.Struct):
        pass

    with pytest.raises(TypeError):
        settings.section("web", Other)


@given(st.binary(max_size=200))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_settings_or_a_sentence(tmp_path, data):
    file = tmp_path / "any.toml"
    file.write_bytes(data)
    try:
        settings = Settings.load({"COMMONWEAL_CONFIG": str(file), "COMMONWEAL_HOME": str(tmp_path)})
        settings.section("web", Web)
        settings.finish()
    except OperatorError as refusal:
        assert str(file) in str(refusal)


@example({"COMMONWEAL_WEB__FOLDER": "~nobody-at-all"})
@given(
    st.dictionaries(
        st.sampled_from([f"COMMONWEAL_WEB__{key.upper()}" for key in Web.__struct_fields__]),
        st.text(max_size=12),
    )
)
def test_any_environment_gives_settings_or_a_sentence(environ):
    try:
        Settings.load({"COMMONWEAL_HOME": "/nowhere", **environ}).section("web", Web)
    except SettingsError as refusal:
        assert str(refusal).startswith("COMMONWEAL_WEB__")


class Mood(enum.Enum):
    CALM = "calm"
    WILD = "wild"


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Mood, 'one of "calm", "wild"'), (UUID, "uuid"), (timedelta, "timedelta"), (Decimal, "decimal")],
)
def test_a_plugin_may_declare_settings_of_any_type(settings_with, kind, words):
    odd = msgspec.defstruct("Odd", [("value", kind | None, None)], frozen=True)
    [setting] = [each for each in _effective(settings_with(""), odd) if each.key == "value"]
    assert setting.type == words
    with pytest.raises(SettingsError, match=r"COMMONWEAL_ODD__VALUE: odd\.value must be"):
        settings_with("", COMMONWEAL_ODD__VALUE="?").section("odd", odd)


def _effective(settings, kind):
    settings.section("odd", kind)
    return settings.effective()
