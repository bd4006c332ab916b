"""Score the tagger on the development gold, and show what it finds and values class by class.

    python bench/tagging.py [FOLDER]       FOLDER holds evaluate.py and the corpora; default ../shared/timex

Found % and valued % (up to spelling) are of the gold expressions of a class. The two halves are the documents split by a
hash of their names; a rule made from one half should help the other as much.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from timeline.temporal import parse

ROOT = Path(__file__).resolve().parent.parent
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
UNIT = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur)(?:s|y|ies)?"
CLASSES = {
    "bare weekday": WEEKDAY,
    "bare month": MONTH,
    "month + day": rf"(?:{MONTH} \d+|\d+ {MONTH})",
    "weekday + part of day": rf"{WEEKDAY} (?:morning|afternoon|evening|night)",
    "years and full dates": rf"\d{{3,4}}(?: bc)?|{MONTH},?(?: of)? \d{{3,4}}(?: bc)?|{MONTH} \d+, \d{{4}}|\d+ {MONTH},? \d{{4}}",
    "last/this/next unit": rf"(?:the )?(?:last|this|next) {UNIT}",
    "N units ago/earlier/later": rf".*{UNIT} (?:ago|earlier|later|previously|before)",
    "past/last/next N units": rf"(?:the )?(?:past|last|next|recent|coming) (?:\S+ )?{UNIT}",
    "numbered durations": rf"(?:\S+ )?\S+[ -]{UNIT}",
    "quarters and periods": r".*\b(?:quarters?|period|half|fiscal)\b.*|year-(?:ago|earlier|end)",
    "now/today": r"now|today|tonight|currently?|yesterday|tomorrow",
    "vague references": r"recent(?:ly)?|previously|(?:the )?future|(?:the )?past|soon|former|already|the time",
    "seasons": r".*\b(?:spring|summer|autumn|fall|winter)\b.*",
    "early/mid/late, ends": r"(?:the )?(?:early|mid|late|beginning|start|middle|end)\b.*",
    "sets": r"(?:every|each|per) .*|daily|weekly|monthly|annually|.*s nights?",
}


def scorer(folder):
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def class_of(text):
    text = " ".join(text.lower().split())
    return next((name for name, pattern in CLASSES.items() if re.fullmatch(pattern, text)), "everything else")


def half(name):
    return hashlib.md5(name.encode(), usedforsecurity=False).digest()[-1] % 2


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "timex"
    if not (folder / "evaluate.py").is_file():
        sys.exit(f"no evaluate.py in {folder}: give the folder of the gold corpora")
    evaluate = scorer(folder)
    columns = ("strict", "relaxed", "type", "value", "strict_value", "lenient")
    print(f"{'':<26}{'gold':>6}" + "".join(f"{name:>14}" for name in columns))
    counts = {}
    for corpus in ("tbaq-corrected", "wikiwars-dev"):
        docs = evaluate.load_corpus(corpus)
        out = {d["id"]: [t.as_dict() for t in parse(d["text"], date.fromisoformat(d["dct"][:10]))] for d in docs}
        for label, chosen in ((corpus, docs), *((f"  half {k}", [d for d in docs if half(d["id"]) == k]) for k in (0, 1))):
            result = evaluate.score(chosen, out)
            print(f"{label:<26}{result['counts']['gold']:>6}" + "".join(f"{result[name]['F']:>14.1f}" for name in columns))
        counts[corpus] = by_class(evaluate, docs, out)
    print(f"\n{'class (gold, found %, valued %)':<34}" + "".join(f"{name:>24}" for name in counts))
    for name in [*CLASSES, "everything else"]:
        cells = (cell(rows[name]) for rows in counts.values())
        print(f"{name:<34}" + "".join(f"{text:>24}" for text in cells))


def by_class(evaluate, docs, out):
    rows = defaultdict(lambda: [0, 0, 0])
    for doc in docs:
        gold = [evaluate.trim(doc["text"], g) for g in doc["gold"]]
        found = [evaluate.trim(doc["text"], t) for t in out[doc["id"]]]
        pairs = {i: found[j] for i, j, _ in evaluate.align(gold, found)}
        for i, expression in enumerate(gold):
            row = rows[class_of(expression["text"])]
            row[0] += 1
            if i in pairs:
                row[1] += 1
                row[2] += evaluate.same_value(expression["value"], pairs[i]["value"])
    return rows


def cell(row):
    total, found, valued = row
    return f"{total:>6} {100 * found / total:6.0f} {100 * valued / total:6.0f}" if total else "-"


if __name__ == "__main__":
    main()
