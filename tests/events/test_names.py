from timeline.events.names import Name, Names, load


def test_names_file(tmp_path):
    path = tmp_path / "names.yaml"
    path.write_text(
        "- name: Abu Mahdi al-Mohandes\n  also: [Jamal Jaafar Ibrahimi]\n  kind: person\n"
        "- {name: Baghdad, kind: place, coordinates: [33.3, 44.4]}\n",
        encoding="utf-8",
    )
    names, problems = load(path)
    assert problems == []
    assert names.find("jamal jaafar ibrahimi") == Name("Abu Mahdi al-Mohandes", ("Jamal Jaafar Ibrahimi",), "person")
    assert names.entries[1].coordinates == (33.3, 44.4)


def test_an_absent_file_is_empty(tmp_path):
    assert load(tmp_path / "names.yaml") == (Names(), [])


def test_every_fault_is_told_with_its_place(tmp_path):
    path = tmp_path / "names.yaml"
    path.write_text(
        "- also: [X]\n- {name: A, kind: animal}\n- {name: B, colour: red}\n- {name: C, coordinates: [91, 0]}\n- {name: D}\n"
    )
    names, problems = load(path)
    assert [(p.line, p.code) for p in problems] == [
        (1, "names-entry"),
        (2, "names-entry"),
        (3, "names-entry"),
        (4, "names-entry"),
    ]
    assert [n.name for n in names.entries] == ["D"]


def test_broken_yaml_is_one_problem(tmp_path):
    path = tmp_path / "names.yaml"
    path.write_text("- name: [unclosed\n")
    assert [p.code for p in load(path)[1]] == ["names-syntax"]
