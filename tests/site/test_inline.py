"""Prepared templates give what the templates as written give."""

import shutil

import pytest
from jinja2 import DictLoader, Environment

from timeline.site.inline import InliningLoader

OPTIONS = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
WORDS = {"Yes": 'Ja "&" \\n', "No": "Nein é"}


def gettext(message, **values):
    return WORDS.get(message, message) % values if values else WORDS.get(message, message)


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("Yes") }}, {{ _("No") }}; _("Yes") is text',
        '{{ _("Yes") if known else _("No") }}{{ {"a": _("Yes"), "b": _("No")}.get(key, key) }}',
        '{% for text in (_("Yes"), _("No")) %}<{{ text }}>{% endfor %}',
        '{{ _("No %(n)s", n=1) }}{{ _("Other") }}{{ mine_("Yes") }}{{ my._("No") }}',
        '{{ _("No %(day)s", day=my.day) }}{{ _("%(a)s", a=key)|upper }}{{ _("%(a)s", a=lost) }}',
        '{{ {"x": _("No %(n)s", n=key)}["x"] }}{{ _("Yes", n=key) }}',
        '<p>\n  {% include "part" %}\n</p>\n{%- include "part" -%}\n  end',
    ],
)
def test_the_result_is_the_same(source):
    templates = {"page": source, "part": '{% if known %}\n[{{ _("No") }}]\n{% endif %}\n'}
    names = {"_": gettext, "mine_": str.upper, "my": {"_": str.lower, "day": "<1>"}, "key": "b"}
    for known in (True, False):
        texts = set()
        for loader in (DictLoader(templates), InliningLoader(DictLoader(templates), gettext)):
            texts.add(Environment(loader=loader, **OPTIONS).get_template("page").render(**names, known=known))
        assert len(texts) == 1


def test_constant_messages_are_not_asked_for_when_a_page_is_rendered():
    source = '{{ _("Yes") if known else _("No") }}'
    env = Environment(loader=InliningLoader(DictLoader({"page": source}), gettext), autoescape=True)
    assert env.get_template("page").render(known=False, _=None) == "Nein é"


def test_a_changed_filter_or_option_of_jinja_s_is_seen_though_the_template_is_the_same(demo):
    folder = str(demo.folder / "mine")
    body = '{% block content %}\n{% if 1 %}\n{{ "x"|up }}\n{% endif %}{% endblock %}'
    demo.write("mine/timeline/about.html", '{% extends "timeline/base.html" %}' + body)
    own = f"THEME_TEMPLATES_OVERRIDES = [{folder!r}]\nJINJA_FILTERS = {{'up': lambda s: s + '1'}}\n"
    demo.replace("pelicanconf.py", "THEME =", f"{own}THEME =")
    demo.build()
    demo.replace("pelicanconf.py", "s + '1'", "s + '2'")
    demo.build()
    assert "x2" in demo.read("about/index.html")
    demo.replace("pelicanconf.py", "JINJA_FILTERS", "JINJA_ENVIRONMENT = {'trim_blocks': False}\nJINJA_FILTERS")
    demo.build()
    ours = demo.files()
    shutil.rmtree(demo.output)
    shutil.rmtree(demo.folder / ".timeline")
    demo.build()
    assert ours == demo.files()
