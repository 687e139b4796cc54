package io.audmodel.examples.onnx;

import java.util.List;

/**
 * What a user of the model has to know to run it; published as its metadata.
 *
 * @param file the ONNX file in the model's folder
 * @param input the name of the input
 * @param features how many features the input has
 * @param output the name of the output
 * @param labels what the probabilities are of, in order
 */
public record Description(String file, String input, int features, String output, List<String> labels) {}
