package io.audmodel.store;

import io.audmodel.backend.BackendSettings;
import io.audmodel.error.ConfigurationException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * How many ranges of archives the loads of one client request of one repository at a time. All loads under way have the same
 * share of them, so that one that begins later gets as many as those before it. Thread-safe.
 */
public final class RangeShares {

    /** As many requests at a time as make a narrow link as fast as it is. */
    private static final int NARROW = 8;

    /** Of all loads together, even where a backend allows more connections than by default. */
    private static final int MOST = besideOthers(BackendSettings.USUAL_MAX_CONNECTIONS);

    /** As many as keep the processors busy where nothing has to be waited for. */
    private static final int BUSY = 2 * Runtime.getRuntime().availableProcessors();

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}");

    private final OptionalInt fixed;
    private final int most;
    private final AtomicInteger loads = new AtomicInteger();

    private RangeShares(OptionalInt fixed, int most) {
        this.fixed = fixed;
        this.most = most;
    }

    /** Those of a repository whose user leaves their number to the loads. */
    static RangeShares adapting() {
        return new RangeShares(OptionalInt.empty(), MOST);
    }

    /**
     * Those of a repository with these options.
     *
     * @throws ConfigurationException if {@link BackendSettings#LOAD_CONNECTIONS} has a value that is no number of connections
     */
    public static RangeShares of(Map<String, String> options) {
        String text = options.get(BackendSettings.LOAD_CONNECTIONS);
        if (text == null) {
            return new RangeShares(
                    OptionalInt.empty(), most(options.getOrDefault(BackendSettings.MAX_CONNECTIONS, "")));
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new ConfigurationException("'" + text + "' is no value of " + BackendSettings.LOAD_CONNECTIONS
                    + ": say a number from 1 to 999, or leave it out, so that loads find the number themselves");
        }
        return new RangeShares(OptionalInt.of(Integer.parseInt(text)), MOST);
    }

    /** What is no number the backend refuses. */
    private static int most(String limit) {
        return LIMIT.matcher(limit).matches() ? Math.min(MOST, besideOthers(Integer.parseInt(limit))) : MOST;
    }

    /** A quarter of the connections is for other requests. */
    private static int besideOthers(int connections) {
        return Math.max(1, connections * 3 / 4);
    }

    /** Begins to request ranges of one archive. */
    public Share join() {
        loads.incrementAndGet();
        return new Share();
    }

    /** The ranges of one archive. Closed once, by the thread that began; the rest is thread-safe. */
    public final class Share implements AutoCloseable {

        private Share() {}

        /**
         * With how many ranges at a time it begins: all if no other archive is fetched and the store is not near.
         *
         * @param isNear whether the store answers at once, so that the processors are what limits a load, and each request takes
         *     their time
         */
        public int first(boolean isNear) {
            int wanted = loads.get() == 1 ? most : Math.min(NARROW, now());
            // Where there are few at the most, their number stays as it is.
            return fixed.orElse(isNear && most > NARROW ? Math.min(BUSY, wanted) : wanted);
        }

        /** How many are enough on a narrow link. */
        public int narrow() {
            return fixed.orElse(Math.min(NARROW, most));
        }

        /** How many there may be at a time while no other archive is fetched. */
        public int most() {
            return fixed.orElse(most);
        }

        /** How many there may be at a time now: less if other archives are fetched too, and at least one. */
        public int now() {
            return fixed.orElse(Math.max(1, most / Math.max(1, loads.get())));
        }

        @Override
        public void close() {
            loads.decrementAndGet();
        }
    }
}
