"""Templates compiled to quick code give what Jinja gives."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateNotFound, UndefinedError, pass_context
from markupsafe import Markup

from timeline.site.environment import QuickEnvironment, with_settings

BASE = "<{% block title %}{{ title }}{% endblock %}>"


class Thing:
    def __init__(self, **names):
        self.__dict__.update(names)

    def shout(self, text, mark="!"):
        return f"<{text}{mark}>"

    @pass_context
    def asks(self, context, text):
        return f"{context['title']} {text}"

    def ends(self):
        raise StopIteration

    def __getitem__(self, key):
        return {"hidden": "found"}[key]


NAMES = {
    "title": "A & B",
    "safe": Markup("<b>"),
    "n": 3,
    "nothing": None,
    "texts": ["<", Markup("<i>"), 1.5, True],
    "thing": Thing(name="<name>", inner=Thing(name="deep", items=[Thing(name="x")]), zero=0, missing=None),
    "table": {"key": "value", "items": "hidden"},
}


def environments(**options):
    loader = DictLoader({"base": BASE})
    for kind in (Environment, QuickEnvironment):
        env = kind(loader=loader, autoescape=True, **options)
        env.context_class = with_settings({"SITENAME": "Mine"}) if kind is QuickEnvironment else env.context_class
        env.globals["SITENAME"] = "Mine"
        yield env


@pytest.mark.parametrize(
    "source",
    [
        "{{ title }}{{ safe }}{{ n }}{{ nothing }}{{ lost }}{% for text in texts %}{{ text }}{% endfor %}",
        "{{ thing.name }}{{ thing.inner.name }}{{ thing.inner['items'][0].name }}",
        "{{ thing.hidden }}{{ thing.lost }}{{ thing.zero }}{{ thing.inner.lost }}",
        "{{ table.key }}{{ table.items() | list }}{{ table.lost }}{{ thing.missing is none }}{{ 'a'.upper() }}",
        "{{ thing.shout('x') }}{{ thing.shout('y', mark=n) }}{{ thing.asks('z') }}[{{ thing.ends() }}]{{ table.get('key') }}",
        "{% for text in texts %}{{ thing.shout(text) }}{{ thing.asks(loop.index) }}{% endfor %}",
        "{% macro cell(of) %}<{{ of.name }}{{ caller() }}>{% endmacro %}{% call cell(thing) %}{{ n }}{% endcall %}",
        "{% extends 'base' %}{% block title %}{{ super() }}{{ self.title.name }}{{ SITENAME }}{% endblock %}",
        "{% autoescape false %}{{ title }}{{ thing.name }}{% endautoescape %}{% set x = thing.inner %}{{ x.name }}",
        "{% for one in thing.inner['items'] if one.name %}{{ one.name }}{% endfor %}",
        "{{ thing.inner['items'] | map(attribute='name') | join }}",
    ],
)
def test_the_result_is_the_same(source):
    plain, quick = (env.from_string(source).render(NAMES) for env in environments())
    assert quick == plain


@pytest.mark.parametrize("source", ["{{ lost.name }}", "{{ thing.lost.name }}", "{{ thing.lost() }}"])
def test_so_is_what_is_wrong(source):
    said = []
    for env in environments():
        with pytest.raises(UndefinedError) as raised:
            env.from_string(source).render(NAMES)
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_options_of_jinja_s_hold():
    for env in environments(finalize=lambda value: "-" if value is None else value):
        assert env.from_string("{{ nothing }}{{ title }}{{ thing.name }}").render(NAMES) == "-A &amp; B&lt;name&gt;"
    for env in environments(undefined=StrictUndefined):
        with pytest.raises(UndefinedError):
            env.from_string("{{ thing.lost }}").render(NAMES)


def test_a_template_that_is_not_there_is_looked_for_again():
    _, env = environments()
    with pytest.raises(TemplateNotFound):
        env.get_template("later")
    env.loader.mapping["later"] = "here"
    assert env.get_template("later").render() == env.get_template(env.get_template("later")).render() == "here"
