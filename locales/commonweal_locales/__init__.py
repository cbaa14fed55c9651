"""The locale packs that come with Commonweal: one subpackage a locale, each a plugin of its own."""
