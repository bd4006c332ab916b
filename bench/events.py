"""How good are drafted events? Precision, recall, duplicates and status on hand-made gold, attachment on TimeML links, speed.

    python bench/events.py [--rules] [--tagged] [--errors] [--attachment] [--speed]

--rules reads without a parser; --tagged takes dates from our own tagger (end to end) instead of gold ones.
"""

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import tbaq

from timeline.events.draft import draft, explain
from timeline.events.parser import load_parser
from timeline.events.reading import read
from timeline.events.roles import EVENTS, assign
from timeline.events.rough.reader import RuleReader
from timeline.events.words import load as words_of
from timeline.temporal import edtf

GOLD = Path(__file__).parent / "gold"


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    doubled: int = 0
    named: int = 0
    status_right: int = 0
    errors: list[str] = field(default_factory=list)

    def line(self, what: str) -> str:
        precision = self.right / max(1, self.right + self.wrong + self.doubled)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        share = max(1, self.right)
        return (
            f"{what:<60} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  doubled {self.doubled}  "
            f"predicate {self.named / share:.3f}  status {self.status_right / share:.3f}  "
            f"({self.right}/{self.right + self.missed})"
        )


def gold(name: str) -> dict[str, dict[int, tuple[str, str, list[int]]]]:
    found: dict[str, dict[int, tuple[str, str, list[int]]]] = defaultdict(dict)
    for line in (GOLD / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, start, date, label, heads = line.split("\t")
            found[name][int(start)] = (date, label, [int(h) for h in heads.split("|") if h])
    return found


def same_date(a: str, b: str) -> bool:
    if a == b:
        return True
    x, y = edtf.parse(a), edtf.parse(b)
    return (x.start, x.end) == (y.start, y.end)


def judge(document, timexes, nlp, answers, score: Score) -> None:
    """Compare one article's events with its answers: {offset: (date, label, offsets of naming words)}."""
    records = explain(document.article, timexes, None, nlp)
    ends = {t.start: t.end for t in document.timexes}
    spans = {at: ends.get(at, at + 4) for at in answers}
    events: dict[int, list] = defaultdict(list)
    for record in records:
        if record.event is not None and record.event.date:
            events[id(record.event)].append(record)
    hit: set[int] = set()

    def note(kind: str, event, more: object = "") -> None:
        score.errors.append(f"{kind} {document.article.path} {event.date} {more} | {event.title} | {event.found[0].quote}")

    for members in events.values():
        event = members[0].event
        labels = {at: answers[at] for r in members if (at := near(spans, r.start, r.end)) is not None}
        core = [at for at, a in labels.items() if a[1] not in ("none", "optional", "same")]
        if not core:
            if any(a[1] == "optional" for a in labels.values()):
                continue
            same = any(a[1] == "same" for a in labels.values())
            score.doubled += same
            score.wrong += not same
            note("DOUBLE" if same else "FALSE", event)
        elif core[0] in hit:
            score.doubled += 1
            note("DOUBLE", event)
        elif not any(same_date(event.date, answers[at][0]) for at in core):
            score.wrong += 1
            note("DATE", event, answers[core[0]][0])
        else:
            hit.update(core)
            _credit(document.article.text, members, answers[core[0]], score, note)
    for at, (date, label, _) in answers.items():
        if label not in ("none", "optional", "same") and at not in hit:
            score.missed += 1
            why = next((f"{r.outcome} {[s.rule for s in r.steps]}" for r in records if r.start <= at < r.end), "not found")
            score.errors.append(f"MISSED {document.article.path} {at} {date} {label} {why}")


def _credit(text: str, members, answer, score: Score, note) -> None:
    """A right event: is its predicate the one meant, and its status?"""
    _, label, heads = answer
    names = [word_at(text, h) for h in heads]
    score.right += 1
    event = members[0].event
    attached = {step.answer for r in members for step in r.steps if step.question == "attached"}
    named = any(n.lower() in event.title.lower() or f"belongs to “{n}”" in attached for n in names)
    fits = (event.modality or "happened") in label.split("|")
    score.named += named
    score.status_right += fits
    if not named:
        note("PREDICATE", event, names)
    if not fits:
        note("STATUS", event, f"{event.modality or 'happened'} for {label}")


def near(spans: dict[int, int], start: int, end: int) -> int | None:
    """The gold expression that a found one overlaps."""
    return next((at for at, stop in spans.items() if start < stop and at < end), None)


def word_at(text: str, offset: int) -> str:
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return text[offset:end]


def attachment(documents, nlp) -> None:
    words = words_of("en")
    total = right = dated = 0
    for document in documents:
        timexes = [t for t in document.timexes if t.when is not None]
        reading = read(document.article, timexes, words, nlp or RuleReader(words))
        for n, here in reading.timexes.items():
            tree = reading.trees[n]
            for timex in here:
                gold_words = [w for w in document.links.get(timex.start, ()) if tree.start <= w[0] < tree.end]
                pass
                if not gold_words:
                    continue
                total += 1
                predicate = next(
                    (d for d in assign(tree, here, words, document.article.dct.toordinal()) if timex in d.timexes), None
                )
                dated += predicate is not None and predicate.role in EVENTS
                token = tree.tokens[predicate.predicate] if predicate else None
                right += token is not None and any(token.start < e and token.end > s for s, e in gold_words)

    print(f"attachment: {right}/{total} = {right / total:.3f} of linked dates on a linked word")


def speed(documents, nlp) -> None:
    draft(documents[0].article, documents[0].timexes, None, nlp)
    begun = time.process_time()
    count = sum(len(draft(d.article, d.timexes, None, nlp)) for d in documents)
    spent = time.process_time() - begun
    print(f"speed: {len(documents)} articles, {count} events, {len(documents) / spent:.1f} articles per CPU second")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("rules", "tagged", "errors", "attachment", "speed"):
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    nlp = None if chosen.rules else load_parser("auto")
    reader = nlp.name if nlp else "rules"
    if chosen.attachment or chosen.speed:
        documents = tbaq.load()
        print(f"reader: {reader}")
        if chosen.attachment:
            attachment(documents, nlp)
        if chosen.speed:
            speed(documents, nlp)
        return
    for name in ("events", "events-second", "events-third"):
        answers, score = gold(name), Score()
        for document in tbaq.load(list(answers)):
            judge(document, dates(document, chosen.tagged), nlp, answers[document.article.path], score)
        print(score.line(f"{name}: {reader}, {'our' if chosen.tagged else 'gold'} dates"))
        if chosen.errors:
            print(*score.errors, sep="\n")


def dates(document, tagged: bool):
    if not tagged:
        return document.timexes
    from timeline.temporal import parse

    return parse(document.article.text, document.article.dct, "en")


if __name__ == "__main__":
    main()
