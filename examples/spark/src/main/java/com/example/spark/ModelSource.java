package com.example.spark;

import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import java.io.Serializable;

/**
 * All that a task has to know of the model: values, which Spark sends to the executors.
 *
 * @param model an id: what an alias stood for when the driver asked
 * @param cache the cache folder; a relative path starts from the working folder of the executor, which it shares with none
 */
record ModelSource(Repository repository, ExactRef model, String cache) implements Serializable {}
