"""What event files cost: read, check, merge, with and without the cache; and how surely edited sentences are recognised.

Prints CPU seconds (user + system), each step in a process of its own. Run: python bench/eventfiles.py [EVENTS]
"""

import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PER_FILE = 20
WORDS = (
    "government troops bases border officials said region months agreement talks ministers parliament protesters embassy strikes "
    "contractor rockets militia retaliation capital province leaders statement attack forces airport president resigned square"
).split()


def make(content: Path, events: int) -> None:
    """Write a site of `events` proposed events, 20 an article, as extraction would."""
    from timeline.events import fingerprint, ids, writer
    from timeline.events.event import Event, Found

    rnd = random.Random(1)
    for number in range(events // PER_FILE):
        drafts, keys = [], []
        for at in range(PER_FILE):
            day = f"2019-{number % 12 + 1:02}-{at + 1:02}"
            quote = " ".join(rnd.choice(WORDS) for _ in range(24)).capitalize() + " on Sunday."
            found = Found(
                "on Sunday", day, "weekday", quote, "2019-12-30 (published)", not_="2019-12-22: a week too early", by="rules"
            )
            title = " ".join(rnd.choice(WORDS) for _ in range(7))
            keys.append(fingerprint.key(found.text, quote))
            new_id = ids.new(title, str(number), str(at))
            drafts.append(Event(id=new_id, date=day, title=title, actors=("U.S. military",), places=("Iraq",), found=(found,)))
        path = content / f"events/t{number % 3}/a{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.relative_to(content).as_posix()
        path.write_text(writer.new_file(name, f"articles/t{number % 3}/a{number}.md", drafts, keys))
        article = content / f"articles/t{number % 3}/a{number}.md"
        article.parent.mkdir(parents=True, exist_ok=True)
        article.write_text("text")


STEPS = {
    "start Python with our reader imported": "pass",
    "read, nothing cached": "print(len(store.load(content)[0]))",
    "read, and write the cache": "print(len(store.load(content, cache)[0]))",
    "look at what is cached, no event asked for": (
        "from timeline.events.check import check\nprint(len(check(store.load_files(content, cache), content)), 'problems')"
    ),
    "the same, one file edited": (
        "from timeline.events.check import check\n"
        "p = next(content.rglob('*.yaml')); p.write_text(p.read_text().replace('title: ', 'title: New ', 1))\n"
        "begin(); print(len(check(store.load_files(content, cache), content)), 'problems')"
    ),
    "read from the cache": "print(len(store.load(content, cache)[0]))",
    "the same, holding one file's events at a time": (
        "n = 0\nfor file in store.load_files(content, cache): n += len(file.events); file.release()\nprint(n)"
    ),
    "read, check and merge again, nothing new": (
        "from timeline.events.extract import extract; from collections import defaultdict; from dataclasses import replace\n"
        "drafts = defaultdict(list)\n"
        "for e in store.load(content, cache)[0]: drafts[e.article].append(replace(e, id=''))\n"
        "begin()\n"
        "print(len(extract(content, drafts, cache).changes), 'files changed')"
    ),
    "the same, nothing cached": (
        "from timeline.events.extract import extract; from collections import defaultdict; from dataclasses import replace\n"
        "drafts = defaultdict(list)\n"
        "for e in store.load(content)[0]: drafts[e.article].append(replace(e, id=''))\n"
        "begin(); (cache / 'events.ledger').unlink()\n"
        "print(len(extract(content, drafts, cache).changes), 'files changed')"
    ),
    "read with a comment in every line (libyaml)": (
        "for p in content.rglob('*.yaml'): p.write_text(p.read_text().replace('\\n    date:', '\\n    # seen\\n    date:   '))\n"
        "begin(); print(len(store.load(content)[0]))"
    ),
    "read with one error in every file (pydantic)": (
        "for p in content.rglob('*.yaml'): p.write_text(p.read_text().replace('title:', 'titel:', 1))\n"
        "begin(); print(len(store.load(content)[1]), 'problems')"
    ),
}
PROLOGUE = """
import resource, sys
from pathlib import Path
from timeline.events import store
content = Path(sys.argv[1]); cache = content.parent / ".timeline"
def cpu():
    return sum(getattr(resource.getrusage(resource.RUSAGE_SELF), k) for k in ("ru_utime", "ru_stime"))
started = 0.0
def begin():
    global started
    started = cpu()
"""


def costs(events: int) -> None:
    """Print the CPU seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make(content, events)
        print(f"{events:,} events in {events // PER_FILE} files, CPU seconds")
        for name, code in STEPS.items():
            program = f"{PROLOGUE}{code}\nprint('CPU', cpu() - started)"
            done = subprocess.run([sys.executable, "-c", program, str(content)], capture_output=True, text=True, check=True)
            result, _, seconds = done.stdout.rpartition("CPU")
            print(f"  {name:50} {float(seconds):7.3f}  {result.strip()}")


def recognition(corpus: Path) -> None:
    """Print how alike edited sentences stay, and how alike others are, on the sentences of a development corpus."""
    from timeline.events.fingerprint import cosine, estimate, key

    rnd = random.Random(7)
    documents = []
    for path in sorted(corpus.glob("*.tml")):
        body = re.search(r"<TEXT>(.*)</TEXT>", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
        marked = re.sub(r"<TIMEX3[^>]*>(.*?)</TIMEX3>", r"⟦\1⟧", body[1] if body else "", flags=re.DOTALL)
        sentences = [" ".join(s.split()) for s in re.split(r"(?<=[.!?])\s+|\n\n", re.sub(r"<[^>]+>", "", marked))]
        documents.append([(set(re.findall("⟦(.*?)⟧", s)), re.sub("[⟦⟧]", "", s)) for s in sentences if "⟦" in s])
    words = [word for document in documents for _, s in document for word in s.split()]
    nearest = []
    for document in documents:
        for expressions, sentence in document:
            others = [s for e, s in document if e & expressions and s != sentence]
            nearest.append(
                max(((cosine(sentence, s), estimate(key("", sentence), key("", s))) for s in others), default=(0.0, 0.0))
            )
    print(f"{len(nearest)} sentences with a time expression; cosine (estimated from keys)")
    line = "  {:50} {:4.2f} ({:4.2f})   {:4.2f} ({:4.2f})"
    print(f"  {'':50} 50 %          99 %")
    row = [part for share in (0.5, 0.99) for part in (_at(nearest, 0, share), _at(nearest, 1, share))]
    print(line.format("nearest other sentence with the same expression", *row))
    print(f"  {'':50} 50 %          5 %")
    for share in (0.05, 0.1, 0.2, 0.3):
        kept = []
        for document in documents:
            for _, sentence in document[:6]:
                edited = " ".join(rnd.choice(words) if rnd.random() < share else word for word in sentence.split())
                kept.append((cosine(sentence, edited), estimate(key("", sentence), key("", edited))))
        row = [part for at in (0.5, 0.05) for part in (_at(kept, 0, at), _at(kept, 1, at))]
        print(line.format(f"the sentence with {share:.0%} of its words changed", *row))


def _at(values: list[tuple[float, float]], column: int, share: float) -> float:
    return sorted(value[column] for value in values)[int(share * (len(values) - 1))]


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    for size in map(int, sys.argv[1:] or ["5000", "10000"]):
        costs(size)
    corpus = Path(__file__).parent.parent.parent / "shared" / "timex" / "tbaq-corrected"
    if corpus.is_dir():
        recognition(corpus)
    else:
        print("no development corpus beside this repository: recognition is not measured")
