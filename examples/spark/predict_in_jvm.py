"""Predicts by the Java job, in the JVMs of the executors: ``spark-submit --jars … predict_in_jvm.py REPOSITORY REFERENCE``."""

import sys

from pyspark.sql import DataFrame, SparkSession

REPOSITORY, REFERENCE = sys.argv[1:]

spark = SparkSession.builder.appName("models").getOrCreate()
jvm = spark.sparkContext._jvm
repository = jvm.io.audmodel.model.Repository.of(REPOSITORY)
reference = jvm.io.audmodel.model.ModelRef.of(REFERENCE)

rows = spark.range(0, 1_000_000, 1, 16)
found = jvm.com.example.spark.BatchPrediction.predict(rows._jdf, repository, reference, "cache")
predictions = DataFrame(found, spark)
predictions.groupBy("model", "executor", "loads", "downloads").count().show(truncate=False)
spark.stop()
