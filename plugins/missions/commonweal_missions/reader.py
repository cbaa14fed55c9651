"""The language that mission texts are given in, from what the kernel negotiated for the visit."""

from commonweal import Visit

from commonweal_missions.rules.vocabulary import ContentLocale

_KNOWN = {str(locale): locale for locale in ContentLocale}


def reader_of(visit: Visit) -> ContentLocale:
    """Return the first of the reader's locales that missions can be written in (DOMAIN §7.4)."""
    return next((_KNOWN[tag] for tag in visit.chain.locales if tag in _KNOWN), ContentLocale.ENGLISH)
