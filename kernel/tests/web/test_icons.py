"""Icons, which are drawn once: what they are called is escaped, and kept apart by what it is."""

from commonweal.web.rendering import _icons
from markupsafe import Markup


def test_an_icon_without_words_is_hidden_from_those_who_listen():
    assert _icons("/static/icons.svg")("map") == (
        '<svg class="icon" width="24" height="24" aria-hidden="true">'
        '<use href="/static/icons.svg#map"></use></svg>'
    )


def test_the_words_of_an_icon_are_escaped_unless_they_are_markup_whichever_came_first():
    trusted, text = Markup("&lt;b&gt;"), "&lt;b&gt;"
    for order in ((trusted, text), (text, trusted)):
        icon = _icons("/static/icons.svg")
        drawn = {type(label): icon("map", label) for label in order}
        assert ' role="img" aria-label="&lt;b&gt;">' in drawn[Markup]
        assert ' role="img" aria-label="&amp;lt;b&amp;gt;">' in drawn[str]
