"""The settings section ``notifications``: how mail looks, where its links lead, who may report on it."""

from typing import Annotated

import msgspec
from commonweal import Secret
from msgspec import Meta

Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]
_Line = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=200)]


class Brand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How mail looks and who it speaks for; a partner has one of its own.

    ``colour`` is that of buttons and links, made readable where it is not. ``attribution`` stands below.
    ``sender`` is who its mail comes from, if not who the section ``mail`` names. ``templates`` is a folder
    whose files are taken instead of ours, as ``notice.html`` or, for one language, ``es/notice.html``.
    """

    logo: _Line = "Commonweal"
    colour: Colour = "#0e5b49"
    dark_colour: Colour = "#7ed6b5"
    attribution: _Line = ""
    sender: _Line = ""
    templates: str = ""


class NotificationsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator may set about notifications."""

    site: Annotated[str, Meta(description="Where the links in mail lead, if not to web.public_url.")] = ""
    templates: Annotated[
        str, Meta(description="A folder whose mail templates are taken instead of ours.")
    ] = ""
    brand: Annotated[
        Brand, Meta(description="How mail looks: logo, colour, attribution, sender, templates.")
    ] = Brand()
    brands: Annotated[
        dict[str, Brand], Meta(description="How the mail of partners looks, by the brand's name.")
    ] = {}
    secret_key: Annotated[
        Secret | None, Meta(description="Signs the links in mail; made on first start.")
    ] = None
    mail_events_secret: Annotated[
        Secret | None,
        Meta(description="Signs what the mail provider reports (Standard Webhooks, whsec_ and base64)."),
    ] = None
    returned_mail: Annotated[
        str, Meta(description="A Maildir folder in which returned mail arrives; looked at every minute.")
    ] = ""
    digest_items: Annotated[
        int, Meta(ge=1, le=200, description='How many notifications a digest lists before "and N more".')
    ] = 25
