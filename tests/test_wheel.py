"""The first five minutes from a built wheel, in an environment that holds nothing else of ours."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pelican
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bin_dir(wheel, tmp_path_factory):
    """Return the scripts folder of a fresh environment: the wheel and a copy of Pelican in it, its dependencies on a path."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    (site,) = (path for path in home.rglob("site-packages") if path.is_dir())
    installed = [Path(path) for path in sys.path if Path(path).name == "site-packages"]
    (site / "dependencies.pth").write_text("\n".join(map(str, installed)))
    shutil.copytree(Path(pelican.__file__).parent, site / "pelican")  # its plugins' namespace must be beside ours
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "-q", "--no-deps", "--no-index", wheel)
    return scripts


def run(*command, cwd=None, code=0):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP", "VIRTUAL"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def test_wheel_carries_everything(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "timeline/py.typed",
        "timeline/themes/chronicle/templates/timeline/index.html",
        "timeline/schema/events-1.json",
        "timeline/temporal/locales/en.yaml",
        "timeline/events/words/en.yaml",
        "timeline/starter/site/pelicanconf.py",
        "timeline/starter/hosting/dot_github/workflows/pages.yml",
        "pelican/plugins/timeline/__init__.py",
    ):
        assert needed in names
    assert "pelican/__init__.py" not in names
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name]


def test_from_nothing_to_a_site(bin_dir, tmp_path):
    run(bin_dir / "timeline", "init", "mysite", cwd=tmp_path)
    site = tmp_path / "mysite"
    said = run(bin_dir / "timeline", "build", cwd=site)
    assert "timeline review" in said
    assert "Millbrook" in (site / "output" / "index.html").read_text(encoding="utf-8")
    assert "site-packages" in run(bin_dir / "python", "-c", "import timeline; print(timeline.chronicle())", cwd=site)


def test_pelican_finds_the_plugin_by_itself(bin_dir, tmp_path):
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\nSITENAME = "A blog"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.md").write_text("Title: A post\nDate: 2024-05-06\n\nIt rained on Sunday.\n")
    run(bin_dir / "timeline", "init", ".", cwd=tmp_path)
    run(bin_dir / "python", "-m", "pelican", "content", cwd=tmp_path)
    assert (tmp_path / "output" / "timeline" / "index.html").is_file()
    assert (tmp_path / "output" / "a-post.html").is_file()
