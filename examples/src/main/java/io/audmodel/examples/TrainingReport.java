package io.audmodel.examples;

import java.time.LocalDate;
import java.util.Map;

/**
 * What is known of a model, and may be completed later: the metadata.
 *
 * @param corpus what it was trained with
 * @param trained when
 * @param learningRate of the optimizer
 * @param recall unweighted average recall by data set
 */
public record TrainingReport(String corpus, LocalDate trained, double learningRate, Map<String, Double> recall) {}
