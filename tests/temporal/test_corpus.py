"""The corpora: tables of expressions and their values, one file per class; the trace is printed where one is wrong."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from timeline.temporal import explanation, locale, parse

FOLDER = Path(__file__).parent.parent / "corpus"
SECTIONS = ("values", "mods", "edtf", "pairs", "uncertain", "none", "contexts")


def tables():
    for path in sorted(FOLDER.glob("*/*.yaml")):
        yield path, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def cases():
    for path, table in tables():
        assert set(table) <= {"anchor", "kind", *SECTIONS}, path
        given = (path.parent.name, date.fromisoformat(table["anchor"]), table.get("kind", "news"))
        for section in ("values", "mods", "edtf", "pairs"):
            for value, texts in table.get(section, {}).items():
                yield from (pytest.param(*given, section, text, value, id=f"{path.stem}: {text}") for text in texts)
        for section in ("uncertain", "none"):
            yield from (pytest.param(*given, section, text, "", id=f"{path.stem}: {text}") for text in table.get(section, []))
        for row in table.get("contexts", []):
            yield pytest.param(*given, "contexts", row["text"], row["value"], id=f"{path.stem}: {row['text']}")


def shown(timexes):
    return "\n".join(f"“{t.text}” {t.value} {t.mod} {t.edtf}\n{explanation.text(t)}" for t in timexes) or "nothing was found"


@pytest.mark.parametrize(("lang", "anchor", "kind", "section", "text", "value"), list(cases()))
def test_corpus(lang, anchor, kind, section, text, value):
    marked = re.search(r"\[(.*?)\]", text)
    plain = text.replace("[", "").replace("]", "")
    found = parse(plain, anchor, lang, kind=kind)
    trace = shown(found)
    if section == "none":
        assert not found, trace
        return
    if section == "pairs":
        assert " ".join(t.value for t in found) == value, trace
        return
    if section == "contexts":
        found = [t for t in found if t.start == marked.start()]
    assert len(found) == 1, trace
    timex = found[0]
    if marked:
        assert timex.text == marked[1], trace
    else:
        assert plain.removesuffix("'s") in (timex.found_text, timex.text), trace
    if section == "mods":
        assert f"{timex.value} {timex.mod}" == value, trace
    elif section == "edtf":
        assert timex.edtf == value, trace
    elif section == "uncertain":
        assert timex.uncertain, trace
    else:
        assert timex.value == value, trace


@pytest.mark.parametrize("lang", locale.languages())
def test_the_corpus_uses_every_rule_of_the_locale(lang):
    used = set()

    def note(phrase):
        used.add(phrase.ending.rule.name)
        for part in phrase.parts:
            if isinstance(part, planning.Phrase):
                note(part)

    from timeline.temporal import lexer, planning

    words = locale.load(lang)
    for path, table in tables():
        if path.parent.name != lang:
            continue
        texts = [t for name in SECTIONS[:4] for texts in table.get(name, {}).values() for t in texts]
        texts += [*table.get("uncertain", []), *table.get("none", []), *(row["text"] for row in table.get("contexts", []))]
        for text in texts:
            plain = text.replace("[", "").replace("]", "")
            runs = list(lexer.runs(plain, lexer.lower(plain), words))
            for run in runs:
                for phrase in planning.planned(run, words.grammars[table.get("kind", "news")]):
                    note(phrase)
    assert not (idle := sorted(set(words.rules) - used)), f"no example of {', '.join(idle)}"
