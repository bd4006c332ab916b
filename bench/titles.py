"""Print drafted titles next to their sentences, with automatic checks, so that a person can judge them.

    python bench/titles.py [--rules] [--sample N] [--failing]

Takes the repository's demo articles and 40 development articles of ../shared/timex/tbaq-corrected (gold dates).
--sample prints N random titles (always the same ones) for rating; --failing only those that fail a check.
"""

import argparse
import random
import re
from collections import Counter
from pathlib import Path

import tbaq

from timeline.events.draft import draft
from timeline.events.parser import load_parser
from timeline.events.similarity import stem, word_list
from timeline.events.words import load as words_of

ROOT = Path(__file__).parent.parent
WORDS = words_of("en")
LEADING = set("he she it they we you i this that these those who which whose his her its their my our your".split())


def failings(title: str, quote: str, doubts: tuple[str, ...]) -> list[str]:
    found = []
    if len(title) > 90:
        found.append("longer than 90")
    source = {stem(w) for w in word_list(quote)}
    strange = [w for w in word_list(title) if len(w) > 3 and stem(w) not in source]
    if len(strange) > 3:  # a pronoun may have been replaced by a name
        found.append(f"words not in the sentence: {strange}")
    words = title.split()
    if words and words[0].lower() in LEADING and not doubts:
        found.append("begins with a pronoun and is not marked")
    if words and words[-1].lower().strip("”.,") in WORDS.weak_endings:
        found.append("ends in a word that leads on")
    if len(words) < 2:
        found.append("one word")
    if title.count("“") != title.count("”") or title.count("(") != title.count(")"):
        found.append("unpaired marks")
    if re.search(r"\s[,.;:]|\s{2}", title):
        found.append("stray space")
    return found


def demo():
    from timeline.article import load_all
    from timeline.temporal import parse

    articles, _ = load_all(ROOT / "content", {})
    for article in articles:
        yield article, parse(article.text, article.dct, article.lang)


def titled(nlp, count: int):
    documents = tbaq.load()
    random.Random(4).shuffle(documents)
    try:
        sources = list(demo())
    except (ImportError, OSError):
        sources = []
    sources += [(d.article, d.timexes) for d in documents[:count]]
    for article, timexes in sources:
        for event in draft(article, timexes, None, nlp):
            if event.date:
                yield article.path, event


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rules", action="store_true")
    options.add_argument("--failing", action="store_true")
    options.add_argument("--sample", type=int, default=0)
    options.add_argument("--articles", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    nlp = None if chosen.rules else load_parser("auto")
    rows = list(titled(nlp, chosen.articles))
    tally: Counter[str] = Counter()
    for _, event in rows:
        tally.update(f.split(":")[0] for f in failings(event.title, event.found[0].quote, event.doubts))
    shown = random.Random(chosen.seed).sample(rows, min(chosen.sample, len(rows))) if chosen.sample else rows
    for number, (path, event) in enumerate(shown, 1):
        wrong = failings(event.title, event.found[0].quote, event.doubts)
        if wrong or not chosen.failing:
            print(f"{number:>3} {event.title}{'  [' + event.modality + ']' if event.modality else ''}")
            print(f"      {path} {event.date}: {event.found[0].quote}")
            for line in (*wrong, *(f"doubt: {d}" for d in event.doubts)):
                print(f"      ! {line}")
    marked = sum(bool(e.doubts) for _, e in rows)
    print(f"{len(rows)} titles, {sum(tally.values())} failed checks {dict(tally)}, {marked} marked for an editor")


if __name__ == "__main__":
    main()
