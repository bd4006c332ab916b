"""A language as data: its words, word orders and cues, loaded from ``locales/<lang>.yaml`` and checked against the operators."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from timeline.errors import Problem, TimelineError, UsageError
from timeline.temporal import lexicon, pattern
from timeline.temporal.lexicon import Entries, Word
from timeline.temporal.operators import OPERATORS
from timeline.temporal.wordtree import trie_regex

if TYPE_CHECKING:
    from timeline.temporal.planning import Phrase

FOLDER = Path(__file__).parent / "locales"

SHAPES = {
    "iso",
    "slashed",
    "clock",
    "dotted",
    "decade",
    "ordinal",
    "number",
    "year",
    "two",
    "day",
    "count",
    "hyphen",
    "dash",
    "comma",
    "slash",
    "genitive",
    "apostrophe",
    "open",
    "close",
}
"""Token classes the lexer gives by shape alone."""

KINDS = ("news", "narrative")
"""Kinds of text; a rule may hold ``only`` in one."""

Trie = dict[str, Any]
"""Word orders of one stage as nested dicts, token class → next; the key "" holds the `Ending` of a complete order."""


class Rule(NamedTuple):
    """One named way of speaking: its operator, the class its phrases have for later stages, and where it is written.

    `emit` is False for parts of expressions (a quantity), `only` is ``news`` or ``narrative`` where the rule holds in one kind of
    text alone, `fixed` are arguments the locale gives the operator.
    """

    name: str
    gives: tuple[str, ...]
    emit: bool
    only: str
    operator: Callable[..., Any]
    fixed: dict[str, Any]
    where: str


class Ending(NamedTuple):
    """The end of a word order in a `Trie`."""

    order: int
    rule: Rule
    pattern: str
    where: str
    form: pattern.Form
    names: tuple[tuple[int, str], ...]


class Grammar(NamedTuple):
    """The word orders for one kind of text, stage by stage; `plans` remembers what applies to a sequence of token classes."""

    stages: tuple[Trie, ...]
    plans: dict[tuple[tuple[str, ...], ...], tuple[Phrase, ...]]


class Locale(NamedTuple):
    """A compiled language.

    `trigger` finds the words at which a search starts, with the character before them. `plain` are the words that need no second
    look, `special` those that do. `vocabulary` holds every word that occurs in an expression, `openers` those that can begin one.
    """

    lang: str
    plain: dict[str, Entries]
    special: dict[str, Word]
    vocabulary: frozenset[str]
    openers: frozenset[str]
    trigger: re.Pattern[str]
    grammars: dict[str, Grammar]
    rules: dict[str, Rule]
    words: dict[str, frozenset[str]]


def languages() -> list[str]:
    """Return the codes of the languages there are."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@lru_cache(maxsize=8)
def load(lang: str) -> Locale:
    """Load and check a language, once.

    Raises `UsageError` if there is none of that code, `TimelineError` with every mistake in the locale file.
    """
    code = lang.replace("_", "-").split("-")[0].lower()
    if code not in languages():
        known = ", ".join(languages())
        raise UsageError(f'there is no language "{lang}"', f"known: {known}; add one with a file temporal/locales/{code}.yaml")
    path = FOLDER / f"{code}.yaml"
    return read(path.name, path.read_text(encoding="utf-8"), code)


def read(name: str, text: str, code: str) -> Locale:
    """Compile the text of a locale file called `name`. Raises `TimelineError` with every mistake in it."""
    try:
        with warnings.catch_warnings(action="error", category=FutureWarning):  # a doubtful regular expression in shapes
            return _Compiler(name, text).compile(code)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = f"this is not YAML: {error.problem}"
    except (yaml.YAMLError, LookupError, AttributeError, TypeError, ValueError, RecursionError, re.error, FutureWarning) as error:
        place, reason = (0, 0), f"this file is not built as a locale is: {type(error).__name__}: {error}"
    hint = "compare it with temporal/locales/en.yaml"
    raise TimelineError(Problem(f"temporal/locales/{name}", *place, "locale-syntax", " ".join(reason.split()), hint))


class _Compiler:
    """Turns one locale file into a `Locale`, collecting problems."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def compile(self, code: str) -> Locale:
        top = {key.value: node for key, node in self.root.value}
        table: dict[str, Entries] = {}
        for cls, node in top["words"].value:
            for value, texts in self._values(node):
                for text in texts:
                    table.setdefault(text, {})[cls.value] = text if value is None else value
        triggers = set(_strings(top["triggers"]))
        classes = {cls for entries in table.values() for cls in entries}
        started = [word for word, entries in table.items() if not triggers.isdisjoint(entries)]
        triggers |= classes - {cls for word in table.keys() - set(started) for cls in table[word]}
        grammars, rules = self._stages(top["stages"], triggers, classes)
        roots = {"numeral", "other"} | {cls for grammar in grammars.values() for trie in grammar.stages for cls in trie}
        if self.problems:
            raise TimelineError(self.problems)
        cues = _cues(top["cues"])
        words = lexicon.words(table, _strings(top["capital"]), cues["abbreviation"])
        return Locale(
            code,
            {text: word.entries for text, word in words.items() if word == Word(word.entries)},
            {text: word for text, word in words.items() if word != Word(word.entries)},
            lexicon.vocabulary(table),
            lexicon.vocabulary(word for word, entries in table.items() if not roots.isdisjoint(entries)),
            _trigger(started, {key.value: _strings(parts) for key, parts in top["shapes"].value}),
            grammars,
            rules,
            cues,
        )

    def _values(self, node: yaml.Node) -> Iterable[tuple[Any, list[str]]]:
        if isinstance(node, yaml.MappingNode):
            return [(_typed(key.value), _strings(words)) for key, words in node.value]
        return [(None, _strings(node))]

    def _stages(self, node: yaml.Node, triggers: set[str], classes: set[str]) -> tuple[dict[str, Grammar], dict[str, Rule]]:
        stages: dict[str, list[Trie]] = {kind: [] for kind in KINDS}
        rules, order, given = {}, 0, set(triggers)
        for _, stage in node.value:
            tries: dict[str, Trie] = {kind: {} for kind in KINDS}
            for key, body in stage.value:
                rule = self._rule(key, body)
                rules[rule.name] = rule
                classes.update(rule.gives)
                if rule.emit:
                    given.update(rule.gives)
                chosen = [tries[kind] for kind in KINDS if rule.only in ("", kind)]
                for item in _field(body, "forms").value:
                    order += 1
                    self._insert(chosen, order, rule, item, given, classes)
            for kind, trie in tries.items():
                stages[kind].append(trie)
        return {kind: Grammar(tuple(tries), {}) for kind, tries in stages.items()}, rules

    def _rule(self, key: yaml.Node, body: yaml.Node) -> Rule:
        fields = {k.value: v.value for k, v in body.value if isinstance(v, yaml.ScalarNode)}
        name = fields.get("operator", key.value)
        if name not in OPERATORS:
            self._problem(key, "locale-operator", f"rule {key.value} needs an operator {name}, which does not exist")
        fixed_node = _field(body, "with")
        fixed = {k.value: _typed(v.value) for k, v in fixed_node.value} if fixed_node else {}
        gives = tuple(fields.get("gives", "date").split())
        emit = fields.get("emit", "yes") == "yes"
        where = f"{self.name}:{key.start_mark.line + 1}"
        return Rule(key.value, gives, emit, fields.get("only", ""), OPERATORS.get(str(name), _missing), fixed, where)

    def _insert(self, tries: list[Trie], order: int, rule: Rule, item: yaml.Node, given: set[str], classes: set[str]) -> None:
        try:
            forms = pattern.forms(item.value)
        except ValueError as error:
            return self._problem(item, "locale-pattern", str(error))
        code = getattr(rule.operator, "__wrapped__", rule.operator).__code__
        known = tuple(name.rstrip("_") for name in code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount])
        needed = known[: len(known) - len(rule.operator.__defaults__ or ())]
        where = f"{self.name}:{item.start_mark.line + 1}"
        for form in forms:
            if unknown := set(form.classes) - classes - given - SHAPES:
                self._problem(item, "locale-class", f"no words have the class {', '.join(sorted(unknown))}")
            if rule.emit and not given & set(form.classes):
                self._problem(item, "locale-trigger", f'"{" ".join(form.classes)}" has no word that starts a search')
            if missing := set(needed) - set(form.names) - set(rule.fixed):
                self._problem(item, "locale-argument", f"operator of {rule.name} needs {', '.join(sorted(missing))}")
            names = tuple((i, _parameter(code, name)) for i, name in enumerate(form.names) if name in known)
            for node in tries:
                for cls in form.classes:
                    node = node.setdefault(cls, {})
                node.setdefault("", Ending(order, rule, item.value, where, form, names))
        return None

    def _problem(self, node: yaml.Node, code: str, message: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(f"temporal/locales/{self.name}", mark.line + 1, mark.column + 1, code, message))


def _missing(*_: object) -> None:
    raise NotImplementedError


def _parameter(code: Any, name: str) -> str:  # noqa: ANN401 - a code object
    """Return the operator's parameter of a name; it may carry an underscore where the name is taken ("date_")."""
    return name if name in code.co_varnames else f"{name}_"


def _cues(node: yaml.Node) -> dict[str, frozenset[str]]:
    cues = defaultdict(frozenset, {key.value: frozenset(_strings(words)) for key, words in node.value})
    return {
        **cues,
        "stopped": cues["title"] | cues["abbreviation"],  # what a full stop may follow within a sentence
        "cue": cues["past"] | {cue.split()[-1] for cue in cues["future"]},  # the words at which tense is looked for
        "shown": cues["preposition"] - cues["unseen"] | cues["circa"],  # what readers see before an expression
    }


def _field(node: yaml.Node, name: str) -> Any:  # noqa: ANN401 - a node or None
    return next((value for key, value in node.value if key.value == name), None)


def _strings(node: yaml.Node) -> list[str]:
    return [item.value for item in node.value]


def _typed(text: str) -> Any:  # noqa: ANN401 - a value of a word: number or name
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text) if re.fullmatch(r"-?\d*\.\d+", text) else text


def _trigger(words: list[str], shapes: dict[str, list[str]]) -> re.Pattern[str]:
    """Return a pattern for any of the words, of the years in words and of the numbers, with the character before them."""
    pairs = product(shapes.get("century", []), " -", shapes.get("year", []))
    spelled = ["".join(pair) for pair in pairs]
    digits = rf"\d(?:{'|'.join(shapes['after_digit'])})"
    return re.compile(f"[^a-z0-9](?:{trie_regex([*words, *spelled], digits)})")
