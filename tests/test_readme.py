"""What the README says of fields, packages and commands is what there is."""

import re
from pathlib import Path

import pytest

from newscrawl.items import story_fields

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", story_fields(), ids=lambda field: field.name)
def test_each_field_is_documented_as_in_the_code(field):
    assert f"| `{field.name}` | {field.metadata['doc']} |" in README


def test_each_requirement_has_its_reason():
    pins = re.findall(r"^([a-z-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    packages = README.split("| package | why |")[1].split("\n\n")[0]
    assert len(pins) > 10
    assert [pin for pin in pins if not re.search(rf"\b{pin}\b", packages)] == []


def test_the_bundled_outlets_are_as_many_as_is_said():
    from newscrawl.outlets import load_bundled

    outlets = load_bundled().values()
    countries = {outlet.country for outlet in outlets}
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{len(outlets)} outlets in {len(countries)} countries" in changes
    assert {outlet.verified for outlet in outlets} == {"unverified"}
    assert "all are `unverified`" in README


def test_the_languages_of_times_are_as_many_as_is_said():
    from newscrawl.times.tables import languages

    assert f"Times are read in {len(languages())} languages" in README
    assert f"in {len(languages())} languages" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
