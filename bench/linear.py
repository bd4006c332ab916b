"""Whether twice the text takes twice the time, for texts made to hurt: CPU seconds for n and 2n characters, and their ratio.

python bench/linear.py [n]
"""

import sys
import time
from datetime import date

from timeline.temporal import parse

PIECES = ("(", "?", "1 ", "last ", "Sunday, ", "to ", "/", "12:", "of the ", "a" * 50 + " ", "-", "2019-", "on Sunday and ")


def seconds(text: str) -> float:
    """Return the least CPU time of three readings."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        parse(text, date(2019, 12, 30))
        taken.append(time.process_time() - before)
    return min(taken)


def main() -> None:
    """Print the table."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    parse("on Sunday", date(2019, 12, 30))
    print(f"{'text':20}{'n':>10}{'2n':>10}{'ratio':>8}")
    for piece in PIECES:
        once, twice = (seconds(piece * (size // len(piece))) for size in (n, 2 * n))
        print(f"{piece[:12]!r:20}{once:10.3f}{twice:10.3f}{twice / max(once, 1e-6):8.2f}")


if __name__ == "__main__":
    main()
