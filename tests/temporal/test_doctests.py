"""The examples in the docstrings of the engine."""

import doctest
import importlib
import pkgutil

import pytest

import timeline.temporal

MODULES = sorted(m.name for m in pkgutil.walk_packages(timeline.temporal.__path__, "timeline.temporal."))


@pytest.mark.parametrize("name", ["timeline.temporal", *MODULES])
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
