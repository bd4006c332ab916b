"""Locale files: read the same everywhere, without idle words, and wrong ones are told where and why."""

import re

import pytest
import yaml

from timeline.errors import TimelineError
from timeline.temporal import locale
from timeline.temporal.locale import FOLDER

SMALL = """\
words:
  step: {-1: [last], 1: [next]}
  unit: {month: [month]}
triggers: [unit]
shapes: {after_digit: ['\\d{3}']}
capital: []
cues: {title: [], abbreviation: []}
stages:
  phrases:
    step_unit:
      forms:
        - FORM
"""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_loader_reads_the_same(path):
    text = path.read_text(encoding="utf-8")
    slow = yaml.load(text, Loader=yaml.BaseLoader)
    assert not yaml.__with_libyaml__ or slow == yaml.load(text, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_word_class_and_operator_has_a_use(path):
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    forms = [form for stage in data["stages"].values() for rule in stage.values() for form in rule["forms"]]
    used = {item.rpartition("=")[2] for form in forms for item in re.findall(r"[\w=]+", form)}
    assert set(data["words"]) - used <= {"numeral", "other"}  # the lexer's own


def test_a_locale_compiles():
    assert list(locale._Compiler("xx.yaml", SMALL.replace("FORM", "step unit")).compile("xx").rules) == ["step_unit"]


@pytest.mark.parametrize(
    ("form", "code", "message"),
    [
        ("step (unit", "locale-pattern", "unbalanced"),
        ("step untit", "locale-class", "no words have the class untit"),
        ("unit", "locale-argument", "needs step"),
        ("step step", "locale-trigger", "no word that starts a search"),
    ],
)
def test_a_mistake_is_told_with_its_place(form, code, message):
    with pytest.raises(TimelineError) as error:
        locale._Compiler("xx.yaml", SMALL.replace("FORM", form)).compile("xx")
    problems = [problem for problem in error.value.problems if problem.code == code]
    assert problems and (problems[0].path, problems[0].line, problems[0].col) == ("temporal/locales/xx.yaml", 12, 11)
    assert message in problems[0].message


def test_an_operator_that_does_not_exist_is_told():
    with pytest.raises(TimelineError, match=r"xx\.yaml:10:5: error\[locale-operator\].*no_such"):
        locale._Compiler("xx.yaml", SMALL.replace("step_unit", "no_such").replace("FORM", "step unit")).compile("xx")
