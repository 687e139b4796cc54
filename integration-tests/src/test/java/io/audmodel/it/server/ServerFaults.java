package io.audmodel.it.server;

import io.audmodel.artifactory.standin.Disturbance;
import java.util.Random;

/** What goes wrong at random. */
final class ServerFaults {

    private ServerFaults() {}

    /** One of all disturbances, and none in so many of a hundred cases. */
    static Disturbance random(Random random, int healthy) {
        Disturbance[] all = Disturbance.values();
        return random.nextInt(100) < healthy ? Disturbance.NONE : all[1 + random.nextInt(all.length - 1)];
    }
}
