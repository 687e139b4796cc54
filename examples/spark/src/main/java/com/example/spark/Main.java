package com.example.spark;

import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Two executors, each a process of its own, predict a million rows by a model in a folder and by one in a bucket: with a
 * cache for each executor, and with one for both.
 */
public final class Main {

    private Main() {}

    /** @param arguments {@code folder}, {@code bucket} or both, and how many rows */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("audmodel-spark-");
        // Executors have the driver's class path, so that the home of Spark needs no jars.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        SparkConf settings = new SparkConf()
                .setMaster("local-cluster[2,1,1024]")
                .setAppName("models")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                // Processes that live for seconds end before the second compiler pays.
                .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                .set("spark.scheduler.minRegisteredResourcesRatio", "1")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
                .set("spark.sql.shuffle.partitions", "2")
                .set("spark.log.level", "WARN")
                .set("spark.ui.enabled", "false");
        try (SparkSession spark = SparkSession.builder().config(settings).getOrCreate()) {
            if (!arguments[0].equals("bucket")) {
                inFolder(spark, folder, Long.parseLong(arguments[1]));
            }
            if (!arguments[0].equals("folder")) {
                inBucket(spark, folder, Long.parseLong(arguments[1]));
            }
        }
    }

    private static void inFolder(SparkSession spark, Path folder, long rows) throws IOException {
        Files.createDirectories(folder.resolve("host/models"));
        Repository repository = Repository.fileSystem(folder.resolve("host"), "models");
        for (int caches : List.of(2, 1)) {
            try (Trial trial = new Trial(spark, repository, rows)) {
                double rate = trial.run(caches, cache(folder, caches));
                print("folder", caches, rate, trial.alone());
            }
        }
    }

    private static void inBucket(SparkSession spark, Path folder, long rows) throws IOException {
        try (S3Stub server = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            server.createBucket("bucket");
            Repository repository = Repository.s3(server.endpoint(), "bucket");
            for (int caches : List.of(2, 1)) {
                try (Trial trial = new Trial(spark, repository, rows)) {
                    server.takeRequests();
                    double rate = trial.run(caches, cache(folder, caches));
                    long archives = server.takeRequests().stream()
                            .filter(request -> request.startsWith("GET ") && request.contains(trial.archive()))
                            .count();
                    Trial.require(archives == caches, "the server sent the archive " + archives + " times");
                    print("bucket", caches, rate, trial.alone());
                }
            }
        }
    }

    /** One for each executor, in its working folder, or one for both. */
    private static String cache(Path folder, int caches) {
        return caches == 2 ? "cache" : folder.resolve("shared-cache").toString();
    }

    private static void print(String place, int caches, double rate, double alone) {
        System.out.printf(
                Locale.ROOT,
                "%s: 2 executors, caches and downloads: %d, %,.0f rows/s; one process: %,.0f rows/s%n",
                place,
                caches,
                rate,
                alone);
    }
}
