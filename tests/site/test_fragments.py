"""`{% cache %}` renders once for each key, and a page with it is the page without it."""

from itertools import count

import pytest
from jinja2 import DictLoader, Environment, TemplateRuntimeError

from timeline.errors import TimelineError
from timeline.site.fragments import with_fragments

OPTIONS = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


def rendering(source, **others):
    env = Environment(loader=DictLoader({"page": source, **others}), **with_fragments(OPTIONS))
    numbers = count(1)
    return lambda name="page", **names: env.get_template(name).render(n=lambda: next(numbers), **names)


def test_each_key_is_rendered_once():
    page = rendering("{% cache key %}\n<{{ key }}> {{ n() }}\n{% endcache %}\n{{ key }}")
    assert [page(key=key) for key in "aaba"] == ["<a> 1\na", "<a> 1\na", "<b> 2\nb", "<a> 1\na"]


def test_what_has_no_key_is_rendered_once_and_may_be_empty():
    page = rendering("{% cache %}{{ n() }}{% endcache %}{% cache %}{% if n() > 2 %}{% endif %}{% endcache %}")
    assert [page(), page()] == ["1", "1"]


def test_keys_of_several_parts():
    page = rendering("{% cache a, b %}{{ n() }}{% endcache %}")
    assert [page(a=1, b=2), page(a=1, b=3), page(a=1, b=2)] == ["1", "2", "1"]


def test_nested_parts_are_kept_on_their_own():
    page = rendering("{% cache a %}{{ n() }}{% cache %} in {{ n() }}{% endcache %}{% endcache %}")
    assert [page(a=1), page(a=2), page(a=1)] == ["1 in 2", "3 in 2", "1 in 2"]


def test_equal_parts_of_two_templates_are_one_and_others_are_not():
    part = "{% cache key %}{{ n() }}{% endcache %}"
    page = rendering(part, twin=f"Twin: {part}", other="{% cache key %}No. {{ n() }}{% endcache %}")
    assert [page(key=1), page("twin", key=1), page("other", key=1)] == ["1", "Twin: 1", "No. 2"]


def test_text_is_escaped_once():
    page = rendering("{% cache text %}{{ text }}{% endcache %}")
    assert page(text="<&") == page(text="<&") == "&lt;&amp;"


def test_parts_in_loops_and_in_blocks_of_a_parent():
    inner = "{% for i in (1, 2, 1) %}{% cache i %}{{ i }}:{{ n() }} {% endcache %}{% endfor %}"
    child = '{% extends "page" %}{% block b %}' + inner + "{% endblock %}"
    page = rendering("{% cache %}({% endcache %}{% block b %}{% endblock %})", child=child)
    assert page("child") == "(1:1 2:2 1:1 )"


def test_a_key_that_cannot_be_compared_is_an_error():
    with pytest.raises(TemplateRuntimeError, match="cannot be compared"):
        rendering("{% cache key %}{% endcache %}")(key=[])


def test_the_tag_is_named_once():
    assert with_fragments(with_fragments({"extensions": ["jinja2.ext.do"]}))["extensions"] == [
        "jinja2.ext.do",
        "timeline.site.fragments.Fragments",
    ]


THEME = """
{% extends "timeline/base.html" %}
{% block content %}
{% cache here.kind %}<p>{{ here.kind }} of {{ site.title }}</p>{% endcache %}
{% endblock %}
"""


def own_templates(demo):
    folder = str(demo.folder / "mine")
    demo.replace("pelicanconf.py", "THEME = chronicle()", f"THEME = chronicle()\nTHEME_TEMPLATES_OVERRIDES = [{folder!r}]")


def test_a_theme_of_ones_own_may_use_it_in_our_templates_and_in_pelicans(demo):
    demo.write("mine/timeline/period.html", THEME)
    demo.write("mine/article.html", THEME)
    own_templates(demo)
    demo.build()
    assert "<p>year of Demo</p>" in demo.read("2019/index.html") and "<p>decade of Demo</p>" in demo.read("196x/index.html")
    assert "<p>article of Demo</p>" in demo.read("articles/strikes/index.html")


def test_a_key_that_cannot_be_compared_is_told_with_its_line(demo):
    demo.write(
        "mine/timeline/about.html",
        '{% extends "timeline/base.html" %}\n{% block content %}\n{% cache [] %}{% endcache %}{% endblock %}',
    )
    own_templates(demo)
    with pytest.raises(TimelineError) as caught:
        demo.build()
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("bad-template", 3) and "about.html" in problem.path


def test_no_event_takes_an_overview_s_place_in_the_navigation(demo):
    demo.write("content/events/demo/more.yaml", "- {date: 2019, title: Places}\n- {date: 2019, title: Search}\n")
    demo.build()
    for path in demo.output.glob("events/*/index.html"):
        assert "aria-current" not in path.read_text(encoding="utf-8")
    assert 'aria-current="page">Places' in demo.read("places/index.html")
    assert 'aria-current="page">Search' in demo.read("search/index.html")
