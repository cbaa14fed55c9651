"""The rules of passwords and addresses (DOMAIN §2.3): text in, a refusal or its normal form out."""

import unicodedata
from functools import cache

from commonweal import FieldError, Refusal
from email_validator import EmailNotValidError, validate_email

LEAST, MOST = 8, 128


def normal_password(text: str) -> str:
    """Return a password as it is hashed: typed on any keyboard, it is the same (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def check_password(text: str, email: str = "", field: str = "password", *, name: str = "") -> str:
    """Return the normal form of a new password; raises ``Refusal("validation_error")`` for a weak one."""
    password = normal_password(text)
    if problem := weakness(password, email, name):
        code, message, arguments = problem
        raise Refusal("validation_error", fields=[FieldError(f"/{field}", code, arguments, message)])
    return password


def weakness(password: str, email: str = "", name: str = "") -> tuple[str, str, dict[str, object]] | None:
    """Say what is wrong with a new password: code, message of our own if there is one, arguments."""
    if len(password) < LEAST:
        return "too_short", "", {"minimum": LEAST}
    if len(password) > MOST:
        return "too_long", "", {"maximum": MOST}
    kinds = (str.isupper, str.islower, str.isdigit)
    if not all(any(kind(letter) for letter in password) for kind in kinds):
        return "password_weak", "identity-field-password-kinds", {}
    plain = password.casefold()
    core = plain.strip("0123456789!?.,-_#$%&*+ ")
    own = {email.casefold(), email.partition("@")[0].casefold(), *name.casefold().split(), name.casefold()}
    if plain in _common() or core in _common() or core in own - {""}:
        return "password_common", "identity-field-password-common", {}
    return None


def normal_address(text: str, field: str = "email") -> tuple[str, str]:
    """Return an address as it is written to and as it is compared; raises ``Refusal`` for what is none."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        wrong = FieldError(f"/{field}", "not_an_address", {}, "identity-field-not-an-address")
        raise Refusal("validation_error", fields=[wrong]) from error
    return found.normalized, found.normalized.casefold()


@cache
def _common() -> frozenset[str]:
    # Large, and only new passwords need it; it ships no types.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]  # noqa: PLC0415

    return frozenset(FREQUENCY_LISTS["passwords"])
