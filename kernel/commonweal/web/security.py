"""The headers every answer carries so that browsers do nothing we did not ask for."""

from collections.abc import Mapping

Header = tuple[bytes, bytes]

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


def content_security_policy(policy: Mapping[str, str] = _POLICY) -> str:
    """Write the policy: everything from ourselves, nothing inline, framed by nobody."""
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


SECURITY_HEADERS: list[Header] = [
    (b"content-security-policy", content_security_policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
STRICT_TRANSPORT: Header = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
