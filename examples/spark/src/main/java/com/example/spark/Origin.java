package com.example.spark;

import org.apache.spark.sql.Row;

/**
 * Where predictions come from.
 *
 * @param loads how often that executor has loaded this model
 * @param downloads how often it fetched it for that
 */
record Origin(String executor, String model, int loads, int downloads) {

    static Origin of(Row row) {
        return new Origin(row.getAs("executor"), row.getAs("model"), row.getAs("loads"), row.getAs("downloads"));
    }
}
