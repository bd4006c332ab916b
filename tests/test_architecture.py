"""The house of DESIGN: imports run one way, without circles, and only some rooms may touch the outside."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "timeline"

# A module may import modules of its own layer's listed layers, and of its own layer.
MAY_IMPORT = {
    "errors": set(),
    "atomic": {"errors"},
    "config": {"errors"},
    "filestate": set(),
    "collector": set(),
    "pinned": set(),
    "codemark": {"atomic", "filestate"},
    "ledger": {"errors", "atomic", "pinned"},
    "settingsfile": {"errors"},
    "settingscheck": {"errors", "settingsfile"},
    "sitefolder": {"errors", "config", "settingsfile", "settingscheck"},
    "temporal": {"errors", "config"},
    "article": {"errors", "atomic", "config", "budget", "codemark", "filestate", "ledger"},
    "events": {"errors", "atomic", "collector", "config", "temporal", "article", "filestate", "ledger"},
    "exchange": {"errors", "atomic", "config", "temporal", "article", "events"},
    "site": {
        "errors",
        "atomic",
        "codemark",
        "collector",
        "pinned",
        "config",
        "sitefolder",
        "temporal",
        "article",
        "filestate",
        "events",
        "exchange",
    },
    "extracted": {"errors", "atomic", "article", "events", "codemark"},
    "contentfolder": {"errors"},
    "budget": set(),
    "pipeline": {
        "errors",
        "config",
        "sitefolder",
        "contentfolder",
        "budget",
        "extracted",
        "temporal",
        "article",
        "events",
        "site",
    },
    "hosts": {"errors"},
    "scaffold": {"errors", "atomic", "config", "sitefolder", "events"},
    "writing": {"errors", "atomic", "config", "sitefolder", "temporal", "events"},
    "importing": {"errors", "atomic", "sitefolder", "events", "exchange"},
    "starter": {"timeline"},
    "cli": {
        "errors",
        "atomic",
        "config",
        "sitefolder",
        "scaffold",
        "writing",
        "importing",
        "hosts",
        "temporal",
        "article",
        "events",
        "exchange",
        "site",
        "pipeline",
        "timeline",
    },
    "timeline": {"errors", "temporal", "site"},
    "__main__": {"cli"},
}
PELICAN = {"site", "article"}
CLOCK = {"cli"}


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "timeline"


def imports(module: str, *, only_top: bool) -> set[str]:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    package = module.split(".") if MODULES[module].name == "__init__.py" else module.split(".")[:-1]
    found = set()
    for node in tree.body if only_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [base, node.module or ""]))
            for alias in node.names:
                full = f"{base}.{alias.name}"
                found.add(full if full in MODULES else base)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_the_right_way(module):
    here = layer(module)
    for target in imports(module, only_top=False):
        if target.split(".")[0] == "timeline" and target in MODULES:
            there = layer(target)
            assert there == here or there in MAY_IMPORT[here] or there == "timeline", f"{module} imports {target}"


@pytest.mark.parametrize("module", MODULES)
def test_only_site_and_article_know_pelican(module):
    if layer(module) not in PELICAN:
        assert not any(name.split(".")[0] == "pelican" for name in imports(module, only_top=False))


def test_site_never_resolves_dates():
    for module in MODULES:
        if layer(module) == "site":
            assert not imports(module, only_top=False) & {"timeline.temporal.resolver", "timeline.temporal.tagger"}


@pytest.mark.parametrize("module", MODULES)
def test_only_cli_reads_the_clock(module):
    if layer(module) in CLOCK:
        return
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "today", "utcnow"}, f"{module}:{node.lineno} reads the clock"


def test_no_circles():
    graph = {m: {t for t in imports(m, only_top=True) if t in MODULES and t != m} for m in MODULES}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module in done:
            return
        for target in sorted(graph[module]):
            walk(target, (*trail, module))
        done.add(module)

    for module in sorted(graph):
        walk(module, ())
