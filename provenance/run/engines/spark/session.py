"""Spark is loaded here and nowhere else: its functions, and a session for those who have none.

No import statement, so that types are checked the same where pyspark is missing.
"""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from provenance.base.errors import EngineError

sql: Any = import_module("pyspark.sql")
F: Any = import_module("pyspark.sql.functions")
Window: Any = sql.Window
Frame = Any  # of Spark

CONNECT = "sc://"
_LOOPBACK = "127.0.0.1"
_DEFAULTS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "4096",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.executorEnv.PROVENANCE_CORES": "1",  # a task has one core
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}
_LOCAL = {
    "spark.pyspark.python": sys.executable,
    "spark.ui.enabled": "false",
    "spark.driver.host": _LOOPBACK,
    "spark.driver.bindAddress": _LOOPBACK,
}


def session(master: str, parts: int, conf: Mapping[str, str]) -> Any:  # noqa: ANN401
    """A session of that master: local[2], spark://host:7077, yarn, k8s://…, or sc://host:15002 for Spark Connect."""
    more = {"spark.sql.shuffle.partitions": str(parts), "spark.sql.files.minPartitionNum": str(parts)}
    build = sql.SparkSession.builder.appName("provenance")
    build = build.remote(master) if master.startswith(CONNECT) else build.master(master)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else any python3 that is found first
        more |= _LOCAL
    for name, value in (_DEFAULTS | more | dict(conf)).items():
        build = build.config(name, value)
    try:
        return build.getOrCreate()
    except Exception as error:  # whatever keeps Spark from starting
        reason = str(error).strip().partition("\n")[0]
        advice = "Java 17 or later on this machine, and a master that can be reached"
        raise EngineError("E-SPARK", f"no Spark session ({reason})", path=master, advice=advice) from error
