"""Predicts in all executors by one model, with the Python package: ``spark-submit predict.py HOST ALIAS``."""

import os
import sys

from pyspark.sql import SparkSession

HOST, ALIAS = sys.argv[1:]


def package(host=HOST):
    """The Python package of this process, with the same repository."""
    import audmodel

    audmodel.config.REPOSITORIES = [audmodel.Repository("models", host, "file-system")]
    return audmodel


def predict(uid, rows):
    """A worker process has the cache folder of its executor: a model that is there costs no request."""
    folder = package().load(uid)
    size = os.path.getsize(os.path.join(folder, "weights.f32"))
    for row in rows:
        yield uid, os.environ["AUDMODEL_CACHE_ROOT"], size


spark = SparkSession.builder.appName("models").getOrCreate()

# Once, on the driver: by the Python package, or by the library in the JVM of the driver.
uid = package().resolve_alias(ALIAS)
jvm = spark.sparkContext._jvm
client = jvm.io.audmodel.AudModel.fromEnvironment()
try:
    assert client.resolve(jvm.io.audmodel.model.ModelRef.of(ALIAS)).ref().toString() == uid
finally:
    client.close()

rows = spark.sparkContext.range(0, 1_000_000, numSlices=16)
counts = rows.mapPartitions(lambda part: predict(uid, part)).countByValue()
print("predicted", dict(counts), flush=True)
spark.stop()
