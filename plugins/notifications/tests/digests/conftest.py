"""What the tests of digests share is what the tests of mail share."""

import importlib.util
from pathlib import Path

import pytest

_MAIL = Path(__file__).parent.parent / "mail" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("notifications_mail_conftest", _MAIL)
_SHARED = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SHARED)
chosen_plugins, mailroom = _SHARED.chosen_plugins, _SHARED.mailroom


@pytest.fixture
async def held(mailroom, principals):
    """A person, in whose quiet hours bells are rung."""
    return await principals.human()
