"""A TOML file of any depth is an error that names the file, in every place where people write TOML."""

import pytest

from provenance.base.errors import InputError, SettingsError
from provenance.base.settings import Settings
from provenance.base.toml import read_toml, toml_table

DEEP = [
    "a = " + "[" * 5_000,
    "a = " + "[" * 5_000 + "]" * 5_000,
    "a" + ".a" * 5_000 + " = 1",
    "threshold" + ".a" * 5_000 + " = 1",
]


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:12])
def test_depth_is_an_error_that_names_the_file(tmp_path, text):
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"E-JUDGED .*ours\.toml: is not TOML"):
        read_toml(path, "E-JUDGED")
    with pytest.raises(SettingsError, match=r"E-SETTINGS-FILE .*ours\.toml: is not TOML"):
        Settings.load(path)


def test_tables_as_people_nest_them_are_read():
    assert toml_table("[tool.provenance.sketch]\nrows = 4\na = [[1, 2], [3]]") == {
        "tool": {"provenance": {"sketch": {"rows": 4, "a": [[1, 2], [3]]}}}
    }
