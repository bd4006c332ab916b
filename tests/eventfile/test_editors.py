"""What editors are given: the schema, its copy in the site, the settings that name it."""

import json

from timeline.events.editors import SETTINGS, install
from timeline.events.writer import SCHEMA_COPY, header


def test_install_writes_once_and_keeps_a_persons_settings(tmp_path):
    assert install(tmp_path) == [SCHEMA_COPY, SETTINGS]
    assert install(tmp_path) == []
    settings = json.loads((tmp_path / SETTINGS).read_text())
    assert list(settings["yaml.schemas"]) == [SCHEMA_COPY]
    (tmp_path / SETTINGS).write_text("// mine\n{}")
    (tmp_path / SCHEMA_COPY).write_text("{}")
    assert install(tmp_path) == [SCHEMA_COPY]
    assert (tmp_path / SETTINGS).read_text() == "// mine\n{}"


def test_the_first_line_leads_to_the_copy(tmp_path):
    for content, path in (("content", "events/a/b.yaml"), (".", "events/b.yaml"), ("src/text", "events/b.yaml")):
        relative = header(path, content).partition("$schema=")[2].strip()
        assert (tmp_path / content / path).parent.joinpath(relative).resolve() == (tmp_path / SCHEMA_COPY).resolve()
