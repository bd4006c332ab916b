"""The same sources give the same bytes, whatever machine, hour, language or folder they are built in."""

import os
import shutil
import subprocess
import sys

BUILD = """
import sys
from pathlib import Path
from timeline.sitefolder import open_site
from timeline.site import build
build.run(open_site(Path(sys.argv[1])))
"""


def built(folder, **environment):
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)], env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    output = folder / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_bytes(demo, tmp_path_factory):
    for n in range(8):  # enough names that the order of files and of sets would show
        demo.write(
            f"content/events/other/n{n}.yaml",
            f"- date: 2001-02-0{n + 1}\n  title: N {n}\n  tags: [a{n}, b, c]\n  actors: [x, y{n}]\n",
        )
        demo.write(f"content/articles/demo/x{n}.md", f"Title: X {n}\nDate: 2019-12-30\nTags: a, b{n}\n\nText {n}.\n")
    one = tmp_path_factory.mktemp("one") / "site"
    other = tmp_path_factory.mktemp("another-name") / "deeper" / "place"
    shutil.copytree(demo.folder, one)
    other.mkdir(parents=True)
    for path in sorted(demo.folder.rglob("*"), reverse=True):  # made in another order
        if path.is_file():
            target = other / path.relative_to(demo.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    first = built(one, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C", SOURCE_DATE_EPOCH="0")
    second = built(other, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="0")
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []
