"""Speed of `parse` on news text, against dateparser's `search_dates` and chrono-node, CPU seconds of one core in one run.

    python bench/tagging_speed.py [FOLDER]     FOLDER holds evaluate.py and tbaq-corrected; default ../shared/timex

chrono-node is installed from npm into a temporary folder; without npm that row is left out, and the table says so.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from datetime import date, datetime
from pathlib import Path

from tagging import ROOT, scorer

RUNS = 7
HOSTILE = {"brackets": "(", "numbers": "1 ", "prepositions": "in ", "spaces": " ", "weekdays": "Monday ", "number words": "two "}
CHRONO = """
const chrono = require("chrono-node"), fs = require("fs");
const docs = JSON.parse(fs.readFileSync(0, "utf8"));
const times = [];
for (let i = 0; i < 7; i++) {
  const start = process.cpuUsage();
  for (const [text, day] of docs) chrono.parse(text, new Date(day));
  const used = process.cpuUsage(start);
  times.push((used.user + used.system) / 1e6);
}
console.log(times[0], Math.min(...times));
"""


def best(function, runs=RUNS):
    """CPU seconds of the fastest run: what the code costs when nothing else disturbs it."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def start_up():
    code = "import datetime, timeline; timeline.parse('on Sunday', datetime.date(2019, 12, 30))"
    times = []
    for command in (["-c", code], ["-c", "pass"]):
        runs = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *command], check=True, cwd=ROOT)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            runs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        times.append(min(runs))
    return times


def chrono_node(docs):
    if not shutil.which("npm"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "chrono-node"], cwd=folder, check=False)
        if done.returncode:
            return None
        data = json.dumps([(text, day.isoformat()) for text, day in docs])
        out = subprocess.run(["node", "-e", CHRONO], cwd=folder, input=data, capture_output=True, text=True, check=False)
        return [float(seconds) for seconds in out.stdout.split()] or None


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "timex"
    if not (folder / "evaluate.py").is_file():
        sys.exit(f"no evaluate.py in {folder}: give the folder of the gold corpora")
    gold = scorer(folder).load_corpus("tbaq-corrected")
    docs = [(d["text"], date.fromisoformat(d["dct"][:10])) for d in gold]
    size = sum(len(text.encode()) for text, _ in docs)
    ours, bare = start_up()
    print(f"start-up, import and first parse: {ours:.3f} CPU s, of which Python itself {bare:.3f}")

    from timeline.temporal import parse

    speed = {"timeline": size / best(lambda: [parse(text, day) for text, day in docs]) / 1e6}
    ours_on = {}
    for name, count, options in (("told English", 20, {"languages": ["en"]}), ("as it comes", 2, {})):
        few = docs[:count]  # both read the same documents, one by one
        bytes_of_few = sum(len(text.encode()) for text, _ in few)
        ours_on[f"search_dates, {name}"] = bytes_of_few / best(lambda few=few: [parse(text, day) for text, day in few]) / 1e6
        speed[f"search_dates, {name}"] = search_dates(few, bytes_of_few, **options)
    if seconds := chrono_node(docs):
        speed["chrono-node, first pass"], speed["chrono-node, warm"] = (size / time / 1e6 for time in seconds)
    else:
        print("chrono-node: not measured, npm cannot install it here")
    for name, value in speed.items():
        ratio = ours_on.get(name, speed["timeline"]) / value
        print(f"{name:<28}{value:9.4f} MB per CPU second; timeline is {ratio:6.1f} x as fast")

    print(f"\n{'hostile input':<26}{'CPU s':>8}{'doubled':>9}{'ratio':>7}")
    for name, piece in HOSTILE.items():
        once = piece * (250_000 // len(piece))
        first, second = best(lambda text=once: parse(text, docs[0][1]), 3), best(lambda text=once * 2: parse(text, docs[0][1]), 3)
        print(f"{name:<26}{first:8.3f}{second:9.3f}{second / first:7.2f}")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for i in range(10_000):
        parse(*docs[i % len(docs)])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\npeak memory grew by {grown:.1f} MiB over 10,000 documents")


def search_dates(docs, size, **options):
    warnings.simplefilter("ignore")
    from dateparser.search import search_dates as search

    def read():
        for text, day in docs:
            base = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as dateparser wants it
            search(text, **options, settings={"RELATIVE_BASE": base})

    read()
    return size / best(read, 2) / 1e6


if __name__ == "__main__":
    main()
