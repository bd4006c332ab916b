"""A few points of the crash loop; `make torture` tries them all."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.trust import sites, torture

ROOT = Path(__file__).parents[2]


def test_neither_builds_nor_extraction_leave_anything_half_done():
    command = [sys.executable, "-m", "tests.trust.torture", "--points", "5"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    tallies = re.findall(r"(\d+) of (\d+) points hold", ended.stdout)
    assert len(tallies) == 4 * len(torture.SCENARIOS)
    assert all(held == tried == "5" for held, tried in tallies)


def test_the_loop_sees_a_half_written_file_and_what_is_left_over(tmp_path):
    before, after = {"output/a.html": b"old"}, {"output/a.html": b"new!", "content/a.md": b"mine"}
    assert [*torture._torn({"output/a.html": b"ne"}, before, after)] == ["output/a.html is neither old nor new"]
    assert [*torture._torn({}, before, after)] == ["output/a.html is gone"]
    here, intended = tmp_path / "here", tmp_path / "intended"
    sites.write(here, ".timeline/.timeline-new-1-x", "half")
    (intended / ".timeline").mkdir(parents=True)
    assert [*torture._unlike(here, intended, {})] == ["after the next run .timeline/.timeline-new-1-x is left over"]


def test_the_disk_fails_where_it_should(tmp_path):
    """A writer without care, under the failing disk: what the loop is there to see."""
    code = (
        "import sys; from tests.trust.faults import *; disk = Disk(sys.argv[1], int(sys.argv[2]), sys.argv[3]); install(disk)\n"
        "from pathlib import Path\n"
        "try: Path(sys.argv[1], 'a.txt').write_text('one two ' * 100)\n"
        "except OSError as error: print(error.strerror)"
    )

    def run(point, kind):
        (tmp_path / "a.txt").write_text("old")
        command = [sys.executable, "-c", code, str(tmp_path), str(point), kind]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout.strip(), (tmp_path / "a.txt").read_text()

    assert run(1, "kill") == (-9, "", "old")
    assert run(2, "kill") == (-9, "", ("one two " * 100)[:400])
    assert run(2, "full")[1] == "No space left on device"
    assert run(2, "io-error")[1] == "Input/output error"
    assert run(3, "kill")[2] == "one two " * 100


def test_no_writing_goes_past_the_failing_disk(tmp_path):
    """All a build makes was opened and written where a fault can strike, the full-text index of Pagefind's own program too."""
    site = sites.make(tmp_path / "site")
    before = sites.tree(site)
    code = (
        "import sys; from tests.trust.faults import *; disk = Disk(sys.argv[1] + '/'); install(disk)\n"
        "import os; os.chdir(sys.argv[1])\n"
        "from timeline.cli.main import main\n"
        "try: main(['build'])\n"
        "finally: print(*disk.log, sep='\\n')"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(site)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    written = {
        line.partition(" ")[2].removeprefix(f"{site}/") for line in ended.stdout.splitlines() if line[:5] in ("write", "sendf")
    }
    written |= {re.sub(r"\.timeline-new-\d+-", "", path) for path in written}
    made = {path for path, data in sites.tree(site).items() if data and data != before.get(path)}
    assert any("pagefind/" in path for path in made) or not find_spec("pagefind")
    missed = {path for path in made if path.replace("output/", ".output.staging/", 1) not in written and path not in written}
    found = {(site / path).stat().st_ino for path in made - missed}
    assert {path for path in missed if (site / path).stat().st_ino not in found} == set()  # a second name is not written
