"""Events of list pages are put in as bytes; templates may still look at them."""

from tests.site.test_fragments import own_templates
from timeline.site.entries import mark, with_texts

LISTING = """
{% extends "timeline/base.html" %}
{% block content %}
{% for group in listing.groups %}<ol>
_</ol>{% endfor %}
{% endblock %}
"""


def lists(demo, printed):
    demo.write("mine/timeline/period.html", LISTING.replace("_", printed))
    demo.build()
    return demo.read("2019/index.html").partition("<main")[2]


def test_events_print_the_same_at_once_as_one_by_one(demo):
    own_templates(demo)
    at_once = lists(demo, "{{ items(group.events) }}")
    assert 'id="strikes-aaaa"' in at_once and 'href="../events/strikes-aaaa/index.html"' in at_once
    assert lists(demo, "{% for event in group.events %}{{ item(event) }}\n{% endfor %}") == at_once
    assert lists(demo, "{% set all = items(group.events|list) %}{{ all }}") == at_once
    assert lists(demo, "{% cache group.id %}{{ items(group.events) }}{% endcache %}") == at_once


def test_templates_look_at_events_of_a_list(demo):
    own_templates(demo)
    first = lists(demo, "{{ items(group.events[:1]) }}{{ group.events|length }} {{ (group.events|last).title }}")
    assert first.count("<li id=") == first.count("<ol>\n")
    assert "Strikes &lt;b&gt;hit&lt;/b&gt; bases" in first
    assert "<li" not in lists(demo, "{{ items([]) }}")


def test_each_mark_gets_the_texts_of_its_events():
    class Named:
        def __init__(self, id):
            self.id = id

    def texts(ids):
        return [f"<{each}>".encode() for each in ids]

    one, two = mark([Named("a"), Named("b")]), mark([Named("c")])
    assert with_texts(f"x{one}y{two}{two}".encode(), texts) == b"x<a><b>y<c><c>"
    assert with_texts(b"plain", texts) == b"plain"
    assert mark([]) == ""
