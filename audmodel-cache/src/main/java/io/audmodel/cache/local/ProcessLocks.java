package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Locks;
import io.audmodel.error.ConfigurationException;
import java.lang.System.Logger;

/** Chooses how this process locks. */
final class ProcessLocks {

    private static final String PROPERTY = "io.audmodel.cache.locks";

    private ProcessLocks() {}

    /**
     * The lock that the system property names, or else that of the platform.
     *
     * @throws ConfigurationException if the property has an unknown value
     */
    static ProcessLock configured() {
        return of(System.getProperty(PROPERTY, "auto"));
    }

    static ProcessLock of(String choice) {
        return switch (choice) {
            case "auto" -> Platform.LOCK;
            case "none" -> new NoLock(Locks.SWITCHED_OFF);
            default ->
                throw new ConfigurationException("the system property " + PROPERTY + " is '" + choice
                        + "': it is 'none' (no file locks) or 'auto' (what the platform has, the default)");
        };
    }

    /** Made once, when the first lock is needed. */
    private static final class Platform {

        static final ProcessLock LOCK = make();

        private static ProcessLock make() {
            if (System.getProperty("os.name").startsWith("Windows")) {
                return new RegionLock();
            }
            try {
                return new Flock();
            } catch (LinkageError | RuntimeException e) {
                String reason = String.valueOf(e.getCause() == null ? e : e.getCause());
                System.getLogger(ProcessLocks.class.getName())
                        .log(
                                Logger.Level.WARNING,
                                "flock cannot be called ({0}): models are loaded without a lock, so that several"
                                        + " processes may fetch the same one; put net.java.dev.jna:jna on the class"
                                        + " path, allow native access, or let jna.tmpdir name a folder that may hold"
                                        + " programs",
                                reason);
                return new NoLock(Locks.NOT_CALLABLE);
            }
        }
    }
}
