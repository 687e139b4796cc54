package io.audmodel.examples;

import java.util.List;

/**
 * What distinguishes the models of one name: the parameters, which are a part of the id.
 *
 * @param network the kind of network
 * @param features what it hears
 * @param samplingRate in hertz
 * @param layers units of each layer, the first and the last included
 */
public record Architecture(String network, String features, int samplingRate, List<Integer> layers) {}
