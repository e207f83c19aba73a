"""Settings come from one place, and a wrong one is refused with its file, its name and what there is."""

import pytest

from provenance.base.errors import SettingsError
from provenance.base.settings import RECALL, Settings, Sketch


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


THRESHOLDS = pytest.mark.parametrize("threshold", [0.14, 0.2, 0.27, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 1.0])


@THRESHOLDS
@pytest.mark.parametrize("values", [128, 256, 1024])
def test_bands_find_nearly_all_pairs_at_the_threshold_or_are_refused(values, threshold):
    settings = Settings(sketch=Sketch(values=values), threshold=threshold)
    if Sketch(values=values, bands=values // 2, rows=2).catch(threshold) < RECALL:
        with pytest.raises(SettingsError, match="less than 99%"):
            settings.recall()
        return
    assert settings.recall() is None
    assert settings.banded.catch(threshold) >= RECALL
    assert settings.banded.rows >= 2
    assert settings.banded.bands * settings.banded.rows <= values


@THRESHOLDS
def test_bands_that_are_set_are_obeyed_and_what_they_miss_is_said(threshold):
    settings = Settings(sketch=Sketch(bands=16, rows=8), threshold=threshold)
    assert settings.banded == settings.sketch
    assert (settings.recall() is None) == (settings.sketch.catch(threshold) >= RECALL)


def test_run_json_says_the_bands_that_were_used():
    assert (Settings().flat()["bands"], Settings().flat()["rows"]) == (32, 4)
    assert (Settings(threshold=0.3).flat()["bands"], Settings(threshold=0.3).flat()["rows"]) == (64, 2)
