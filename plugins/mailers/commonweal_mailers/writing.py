"""A mail as it goes over the wire (RFC 5322), signed if there is a key (RFC 6376)."""

import re
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from functools import cached_property
from importlib import import_module

from commonweal import Mail, MailRefused, MailSettings, OperatorError

_LONGEST_LINE = 998  # RFC 5322, section 2.1.1


class _Wire(policy.EmailPolicy):
    """Leaves a header of one long word as it is; the library would encode it, and spoil addresses."""

    def fold(self, name: str, value: str) -> str:
        """Return a header as it goes over the wire."""
        return self._whole(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the same as bytes."""
        whole = self._whole(name, value)
        return whole.encode() if whole else super().fold_binary(name, value)

    def _whole(self, name: str, value: str) -> str:
        line = f"{name}: {value}"
        is_one_word = value.isascii() and value.isprintable() and " " not in value
        return line + self.linesep if is_one_word and len(line) <= _LONGEST_LINE else ""


# No relay has a reason to write 7 bits anew, which breaks signatures.
_WIRE = _Wire(linesep="\r\n", cte_type="7bit")
_SIGNED = (
    *("from", "to", "subject", "date", "message-id", "mime-version", "content-type"),
    *("content-transfer-encoding", "in-reply-to", "references", "auto-submitted", "feedback-id"),
    *("list-unsubscribe", "list-unsubscribe-post", "list-id"),  # RFC 8058 wants the first two signed
)
_INTERNATIONAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+")


class DkimUnusable(OperatorError):
    """Mail should be signed and cannot be."""

    code = "dkim_unusable"


class Writer:
    """Writes the mails of one deployment."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        if settings.dkim_selector:
            _ = self._signer  # an operator learns at once of what is missing

    def sender_of(self, mail: Mail) -> str:
        """Return who a mail comes from: a name and an address."""
        bulk = self._settings.bulk_sender if mail.bulk else ""
        return mail.sender or bulk or self._settings.sender

    def envelope_sender(self, mail: Mail) -> str:
        """Return the address that the mail returns to when it cannot be delivered."""
        return parseaddr(self._settings.bounces or self.sender_of(mail))[1]

    def write(self, mail: Mail) -> bytes:
        """Return a mail with all its headers; raises MailRefused for one that cannot be written."""
        message = written(mail, self.sender_of(mail))
        content = message.as_bytes()
        if not self._settings.dkim_selector:
            return content
        domain = self._settings.dkim_domain or domain_of(parseaddr(self.sender_of(mail))[1])
        return self._signer.sign(content, domain, [name.lower() for name in message])

    @cached_property
    def _signer(self) -> "Signer":
        settings = self._settings
        if settings.dkim_key is None:
            raise DkimUnusable(
                "Mail is to be signed, but there is no key: set mail.dkim_key to the PEM text."
            )
        return Signer(settings.dkim_selector, settings.dkim_key.reveal())


class Signer:
    """Signs mail with one DKIM key."""

    def __init__(self, selector: str, key: str) -> None:
        try:
            dkim = import_module("dkim")  # only who signs needs it
        except ImportError as error:
            raise DkimUnusable(
                "Mail is to be signed, which needs a library: install commonweal-mailers[dkim]."
            ) from error
        self._dkim = dkim
        self._selector = selector.encode()
        self._key = key.encode()
        try:
            self.sign(b"From: nobody@example.org\r\n\r\n", "example.org", ["from"])
        except (dkim.DKIMException, ValueError) as error:
            raise DkimUnusable(
                "mail.dkim_key is no private RSA key that signs: give it as PEM, beginning with -----BEGIN."
            ) from error

    def sign(self, content: bytes, domain: str, headers: list[str]) -> bytes:
        """Return a mail with its signature in front; headers that matter and are there are signed."""
        signature: bytes = self._dkim.sign(
            content,
            self._selector,
            domain.encode("idna"),
            self._key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[name.encode() for name in _SIGNED if name in headers],
        )
        return signature + content


def written(mail: Mail, sender: str) -> EmailMessage:
    """Return a mail with its headers; raises MailRefused for an address or a header that is none."""
    is_international = not mail.to.isascii()
    message = EmailMessage(_WIRE.clone(utf8=True) if is_international else _WIRE)
    own = {name.lower() for name in mail.headers}
    defaults = {
        "Date": formatdate(usegmt=True),
        "Message-ID": make_msgid(domain=domain_of(parseaddr(sender)[1]) or "localhost"),
        "Auto-Submitted": "auto-generated",
    }
    try:
        message.set_content(mail.text)
        if mail.html is not None:
            message.add_alternative(mail.html, subtype="html")
        # Headers come last: an alternative takes those about content away with it.
        message["From"], message["To"], message["Subject"] = sender, address_of(mail.to), mail.subject
        for name, value in defaults.items():
            if name.lower() not in own:
                message[name] = value
        for name, value in mail.headers.items():
            message[name] = value
    except (ValueError, IndexError, AttributeError, MessageError) as error:  # as the library has it
        raise MailRefused(f"The mail cannot be written: {error}") from error
    return message


def address_of(text: str) -> Address:
    """Return a plain address; raises MailRefused for what is none, and for several."""
    name, _, domain = text.rpartition("@")
    try:
        if _INTERNATIONAL.fullmatch(text) and not text.isascii():  # RFC 6531; the library knows RFC 5322 only
            return Address(username=name, domain=domain)
        address = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError) as error:
        raise MailRefused("The address is none that mail can reach.", bad_address=True) from error
    if not address.username or not address.domain or text != text.strip():
        raise MailRefused("The address is none that mail can reach.", bad_address=True)
    return address


def domain_of(address: str) -> str:
    """Return the domain of an address, in lower case."""
    return address.rpartition("@")[2].lower()
