"""Settings come from one place, and a wrong one is refused with its file, its name and what there is."""

import pytest

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings, Sketch


def test_a_pyproject_gives_its_own_table_only(tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n[tool.provenance]\nthreshold = 0.9\nsketch = { bands = 16, rows = 8 }\n')
    assert Settings.load(path) == Settings(threshold=0.9, sketch=Sketch(bands=16, rows=8))


def test_a_pyproject_without_the_table_changes_nothing(tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n')
    assert Settings.load(path) == Settings()


def test_a_file_of_its_own_needs_no_table(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text('keep = "longest"\n')
    assert Settings.load(path).keep == "longest"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("threshold = 0", "threshold is 0, not between 0 and 1"),
        ("threshold = 1.5", "threshold is 1.5, not between 0 and 1"),
        ('threshold = "high"', "threshold is 'high', not float"),
        ("passage_words = true", "passage_words is True, not int"),
        ("treshold = 0.8", "there is no setting 'treshold'"),
        ('keep = "newest"', "keep is 'newest'"),
        ("sketch = { bands = 64, rows = 4 }", "bands times rows is more than the values of a signature"),
        ("sketch = { shingle = 0 }", "shingle is 0, less than 1"),
        ("sketch = { rows = 0 }", "rows is 0, less than 1"),
        ("sketch = { seed = -1 }", "seed is -1, not between 0 and 4294967295"),
        ("winnow = 0", "winnow is 0, less than 1"),
        ("first_year = 2040", "last_year is 2030, not between first_year (2040) and 9999"),
        ("last_year = 99999", "last_year is 99999, not between first_year (2000) and 9999"),
        ("sketch = 5", "sketch is 5, not a table"),
        ("sketch = { values = 5000 }", "values is 5000, more than 4096"),
        ("winnow = 1_000_000", "winnow is 1000000, more than 100000"),
        ("article_bytes = 9_000_000_000_000_000_000", "article_bytes is 9000000000000000000, more than"),
        (f"file_bytes = {'9' * 400}", "file_bytes is a number too long to show, more than"),
        ("threshold = nan", "threshold is nan, not between 0 and 1"),
        (f"keep = '{'x' * 999}'", "keep is 'xxxxx"),
        ("tool = 5", "tool.provenance is no table"),
        ("[tool]\nprovenance = []", "tool.provenance is no table"),
        ("threshold =", "is not TOML"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, content, said):
    path = tmp_path / "ours.toml"
    path.write_text(content + "\n")
    with pytest.raises(SettingsError) as refused:
        Settings.load(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert len(str(refused.value)) < 1000


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match="No such file"):
        Settings.load(tmp_path / "absent.toml")
