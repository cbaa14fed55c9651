"""Mail is written in every language, for every kind and in the colours of its brand, and nothing slips in."""

import re
from email import message_from_bytes, policy
from uuid import UUID

import pytest
from commonweal import Mail
from commonweal_mailers.writing import written
from commonweal_notifications.digests.lists import Story
from commonweal_notifications.mail.colours import ENOUGH, contrast, ink_on, palette, readable
from commonweal_notifications.mail.settings import Brand, NotificationsSettings
from commonweal_notifications.mail.words import MailBroken, subject_line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LOCALES = ("en", "es", "zh-Hans")
REMOTE = re.compile(r"""(?:src|background)\s*=|url\(|@import|<link|<script|<img""", re.IGNORECASE)


def every_story(kinds):
    return [Story(kind, "thing:1", "", sample) for kind in kinds for sample in kind.samples]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sample_of_every_kind_makes_a_mail_with_the_same_in_both_texts(
    write, reader, base_kinds, locale
):
    for story in every_story(base_kinds):
        mail = write().notice(reader(locale), story, "m")
        assert mail.subject in mail.text
        assert "⟦" not in mail.text + mail.html
        assert "{" not in mail.text
        assert mail.html.count('class="button"') == 1
        assert not REMOTE.search(mail.html)
        url = "https://commonweal.test" + story.values["url"]
        assert url in mail.text
        assert ("List-Unsubscribe" in mail.headers) is story.kind.can_be_off
        assert written(mail, "Commonweal <post@commonweal.test>").as_bytes()


@pytest.mark.parametrize("form", ["batch", "daily", "weekly"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_list_tells_of_all_with_links_and_of_how_many_more(write, reader, base_kinds, locale, form):
    stories = every_story(base_kinds)
    mail = write(digest_items=5).list(reader(locale), stories, form, "m", more=100)
    assert str(len(stories) + 100) in mail.subject
    assert str(len(stories) + 100 - 5) in mail.text
    assert str(len(stories) + 100 - 5) in mail.html
    assert mail.bulk is (form != "batch")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_that_cannot_be_turned_off_offers_no_way_to(write, reader, base_kinds):
    story = next(each for each in every_story(base_kinds) if not each.kind.can_be_off)
    mail = write().notice(reader(), story, "m")
    assert "unsubscribe" not in (mail.text + mail.html).lower()


_EVIL = st.text(max_size=80) | st.sampled_from(
    [
        "a\r\nBcc: b@example.org",
        "x\nContent-Type: text/html",
        "\u2028X: y",
        "\x00",
        "</title><script>",
        "{{ 7*7 }}",
    ]
)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_EVIL, url=_EVIL, brand=_EVIL)
def test_no_name_adds_a_header_or_markup_or_leads_elsewhere(write, reader, bell, name, url, brand):
    mail = write().notice(
        reader(), Story(bell, name[:200], "", {"bell": name, "url": url, "brand": brand}), "m"
    )
    content = written(mail, "Commonweal <post@commonweal.test>").as_bytes()
    parsed = message_from_bytes(content, policy=policy.default)
    own = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type"}
    assert {header.lower() for header in parsed.keys()} == own | {each.lower() for each in mail.headers}  # noqa: SIM118
    assert "<script" not in mail.html
    leads_to = re.findall(r'href="([^"]*)"', mail.html)
    assert all(each.startswith("https://commonweal.test") for each in leads_to)
    assert {re.sub(r"(https://commonweal\.test)([/?#].*)?$", r"\1", each) for each in leads_to} == {
        "https://commonweal.test"
    }


@given(st.text())
def test_a_subject_is_one_line_and_not_endless(text):
    line = subject_line(text)
    assert len(line) <= 180
    assert line == " ".join(line.split())


@given(*[st.from_regex(r"\A#[0-9a-f]{6}\Z")] * 2)
def test_whatever_colour_a_brand_has_what_is_written_in_it_or_on_it_can_be_read(light, dark):
    colours = palette(Brand(colour=light, dark_colour=dark))
    assert contrast(colours["brand"], "#ffffff") >= ENOUGH
    assert contrast(colours["dark_brand"], "#18211d") >= ENOUGH
    assert contrast(colours["brand"], colours["on_brand"]) >= ENOUGH
    assert contrast(colours["dark_brand"], colours["dark_on_brand"]) >= ENOUGH


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert readable("#0e5b49", "#ffffff") == "#0e5b49"
    assert ink_on("#0e5b49") == "#ffffff"


def test_a_brand_that_a_notification_names_speaks_for_itself(write, reader, bell):
    river = Brand(
        logo="River <Trust>", colour="#123456", attribution="With the River Trust", sender="R <r@river.test>"
    )
    composer = write(brands={"river": river})

    def story(brand):
        return Story(bell, "b", "", {"bell": "B", "url": "/", "brand": brand})

    mail = composer.notice(reader(), story("river"), "m")
    assert "River &lt;Trust&gt;" in mail.html
    assert "With the River Trust" in mail.text
    assert "#123456" in mail.html
    assert mail.sender == "R <r@river.test>"
    assert mail.headers["Message-ID"] == "<m@river.test>"
    whole = composer.notice(reader(), story(river), "m")
    assert whole.html == mail.html
    unknown = composer.notice(reader(), story("nobody"), "m")
    assert "Commonweal" in unknown.html


def test_a_deployments_template_is_taken_and_a_brands_before_it_and_a_languages_before_both(
    write, reader, bell, tmp_path
):
    deployment, brand = tmp_path / "ours", tmp_path / "theirs"
    for folder, name, text in (
        (deployment, "notice.txt", "Ours: {{ title }}"),
        (brand, "es/notice.txt", "Suyo: {{ title }}"),
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text)
    composer = write(templates=str(deployment), brands={"b": Brand(templates=str(brand))})

    def text(locale, name):
        story = Story(bell, "b", "", {"bell": "Ben", "url": "/", "brand": name})
        return composer.notice(reader(locale), story, "m").text

    assert text("en", "") == "Ours: Ben rang"
    assert text("es", "").startswith("Ours: ")
    assert text("es", "b").startswith("Suyo: ")
    assert text("en", "b") == "Ours: Ben rang"


@pytest.mark.parametrize("wrong", ["{{ nothing_like_it }}", "{% if %}", "{{ 1 / 0 }}", "{{ t('no-such') }}"])
def test_a_template_that_fails_in_one_language_fails_there_alone(write, reader, bell, tmp_path, wrong):
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "notice.html").write_text(wrong)
    composer = write(templates=str(tmp_path))
    story = Story(bell, "b", "", {"bell": "Ben", "url": "/"})
    with pytest.raises(MailBroken):
        composer.notice(reader("es"), story, "m")
    assert isinstance(composer.notice(reader("zh-Hans"), story, "m"), Mail)


def test_settings_refuse_a_colour_that_is_none_and_a_name_with_a_line_break():
    import msgspec

    for wrong in ({"colour": "red"}, {"colour": "#12345"}, {"logo": "a\nb"}, {"attribution": "a\r\nBcc: b"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"brand": wrong}, NotificationsSettings)


@pytest.fixture(scope="module")
def bell(installed_bells):
    return next(kind for kind in installed_bells.KINDS if kind.name == "bells.rang")


def test_a_link_allows_what_it_says_and_a_changed_one_nothing(keys):
    account = UUID(int=7)
    token = keys.token(account, ["bells.rang", "digest"])
    read = keys.read_token(token)
    assert (read.account, read.what) == (account, ["bells.rang", "digest"])
    for position in range(len(token)):
        other = "A" if token[position] != "A" else "B"
        changed = token[:position] + other + token[position + 1 :]
        again = keys.read_token(changed)
        assert again is None or again == read  # the last letter has bits that mean nothing


@given(st.text(max_size=200))
def test_what_we_did_not_sign_allows_nothing(keys, text):
    assert keys.read_token(text) is None
