"""Where and how Spark runs: by options, and where they say nothing by a settings file. No Spark is needed here."""

import pytest

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.cli.options import cluster
from provenance.run.engines.cluster import Cluster

FILE = """
[tool.provenance]
threshold = 0.8
[tool.provenance.spark]
master = "spark://head:7077"
parts = 400
[tool.provenance.spark.conf]
"spark.executor.memory" = "6g"
"spark.executor.cores" = 2
"spark.eventLog.enabled" = true
"""


@pytest.fixture
def settings_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text(FILE)
    return tmp_path / "pyproject.toml"


def test_a_settings_file_says_how_spark_runs_and_options_come_before_it(settings_file):
    conf = {"spark.executor.memory": "6g", "spark.executor.cores": "2", "spark.eventLog.enabled": "true"}
    assert cluster("spark", None, None, None, (), settings_file) == Cluster("spark://head:7077", 400, conf=conf)
    chosen = cluster("spark", "local[2]", None, "w", ("spark.executor.cores=4",), settings_file)
    assert chosen == Cluster("local[2]", 400, "w", {**conf, "spark.executor.cores": "4"})
    assert cluster("machine", None, None, None, (), settings_file) is None


def test_the_table_is_no_setting_of_a_result(settings_file):
    assert Settings.load(settings_file) == Settings(threshold=0.8)


@pytest.mark.parametrize(
    ("table", "part"),
    [
        ("executors = 2", "there is no setting spark.executors"),
        ("parts = true", "spark.parts is not of type int"),
        ("parts = 0", "spark.parts is below 1"),
        ('conf = "a=b"', "spark.conf is not of type dict"),
    ],
)
def test_what_the_table_cannot_say_is_named(tmp_path, table, part):
    (tmp_path / "run.toml").write_text(f"[spark]\n{table}\n")
    with pytest.raises(SettingsError, match=part):
        cluster("spark", None, None, None, (), tmp_path / "run.toml")


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cluster("spark", None, None, None, ()) == Cluster()
    with pytest.raises(SettingsError, match="--parts goes with --engine spark"):
        cluster("machine", None, 4, None, ())
