package com.example.spark;

import java.io.Serializable;

/**
 * Where a prediction comes from.
 *
 * @param loads how often that executor has loaded this model
 * @param downloads how often it fetched it for that
 */
record Origin(String executor, String model, int loads, int downloads) implements Serializable {}
