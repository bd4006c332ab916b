"""Fuzzing led by coverage, where atheris is installed (``pip install atheris``; it is no requirement):

    python -m tests.trust.fuzz TARGET [-runs=100000] [-max_total_time=60] [FOLDER]

The options are libFuzzer's; FOLDER keeps the inputs that reached something new. A case that is found becomes an example in
`test_fuzz`, by which hypothesis tries it in every run of the tests.
"""

import importlib
import sys

import atheris

with atheris.instrument_imports(include=["timeline"]):
    from tests.trust.targets import TARGETS
    from timeline.exchange.formats import FORMATS

    for form in FORMATS.values():
        if form.reader:
            importlib.import_module(f"timeline.exchange.readers.{form.reader.partition('.')[0]}")


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nTargets: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        target(data.decode("utf-8", "surrogateescape") if len(data) % 2 else data.decode("utf-8", "replace"))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
