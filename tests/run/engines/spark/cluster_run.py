"""A run of dedupe on a cluster, in a process to be killed: `python -m tests.run.engines.spark.cluster_run IN WORK OUT`.

It says each stage that begins, waits until somebody has read that, and goes on.
"""

import sys
from pathlib import Path

from provenance.base.settings import Settings
from tests.run.engines.spark.stories import on_spark, spark_session

MASTER = "local-cluster[2,1,2048]"


def main(corpus: str, work: str, out: str) -> None:
    spark = spark_session(4, MASTER, **{"spark.executor.memory": "1g", "spark.excludeOnFailure.enabled": "false"})

    def started(stage: str) -> None:
        print("stage", stage, flush=True)
        sys.stdin.readline()

    stages = on_spark("stages").SparkStages(spark, work, started)
    source = on_spark("rows").Source(spark.read.parquet(corpus))
    found = on_spark("dedupe").dedupe_rows(source, Settings(), stages, parts=4)
    for name in ("kept", "removed", "rejected", "clusters", "pairs", "ledger"):
        getattr(found, name).write.mode("overwrite").parquet(str(Path(out) / name))
    print("done", flush=True)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
