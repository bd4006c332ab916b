"""The table of operators by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
OPERATORS: dict[str, Callable[..., Any]] = {}


def operator(function: Function) -> Function:
    """Enter a function into the table under its own name."""
    OPERATORS[function.__name__] = function
    return function
