package io.audmodel.djl;

import io.audmodel.AudModel;
import java.util.function.Function;

/** Where the client of a load comes from, and who closes it. */
interface Clients {

    /** Calls with a client, and returns what the call returns. */
    <T> T call(Function<AudModel, T> call);

    /** A client for each call: DJL never closes a factory, so that one of the process would stay open. */
    static Clients ofEnvironment() {
        return new Clients() {

            @Override
            public <T> T call(Function<AudModel, T> call) {
                try (AudModel audmodel = AudModel.fromEnvironment()) {
                    return call.apply(audmodel);
                }
            }

            @Override
            public String toString() {
                return "of the environment";
            }
        };
    }

    /** The caller's client, which the caller closes. */
    static Clients of(AudModel audmodel) {
        return new Clients() {

            @Override
            public <T> T call(Function<AudModel, T> call) {
                return call.apply(audmodel);
            }

            @Override
            public String toString() {
                return "one client for " + audmodel.repositories();
            }
        };
    }
}
