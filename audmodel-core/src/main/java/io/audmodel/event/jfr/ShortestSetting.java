package io.audmodel.event.jfr;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.SettingControl;

/**
 * The setting of a recording that leaves out what took less time. It has the form of Flight Recorder's own thresholds,
 * which need an event to be begun before it is known whether anything is worth one.
 */
final class ShortestSetting extends SettingControl {

    /** A load of a cached model takes a thousandth of it, and one request most often more. */
    static final String DEFAULT = "1 ms";

    private static final Pattern PATTERN = Pattern.compile("(\\d{1,9}) ?(ns|us|ms|s|m|h|d)");

    private static final List<ShortestSetting> ALL = new CopyOnWriteArrayList<>();

    /** The least of all: each call asks for it. */
    private static volatile long shortest = Long.MAX_VALUE;

    private String value = DEFAULT;
    private volatile long nanos = nanos(DEFAULT).orElseThrow();

    /** Flight Recorder calls it, by reflection, once for each kind of event that has the setting. */
    public ShortestSetting() {
        ALL.add(this);
        findShortest();
    }

    private static void findShortest() {
        shortest = ALL.stream().mapToLong(setting -> setting.nanos).min().orElse(Long.MAX_VALUE);
    }

    /** Whether a kind of event takes what was so short. It is quicker to ask before an event is made. */
    static boolean isAnyBelow(long elapsed) {
        return elapsed >= shortest;
    }

    /** Whether an event of this length is wanted. */
    boolean takes(long elapsed) {
        return elapsed >= nanos;
    }

    /** Several recordings at a time get what one of them wants. */
    @Override
    public String combine(Set<String> values) {
        return values.stream()
                .filter(each -> nanos(each).isPresent())
                .min((one, other) ->
                        nanos(one).orElseThrow().compareTo(nanos(other).orElseThrow()))
                .orElse(DEFAULT);
    }

    @Override
    public void setValue(String wanted) {
        Optional<Long> length = nanos(wanted);
        if (length.isEmpty()) {
            System.getLogger("io.audmodel")
                    .log(
                            Level.WARNING,
                            "the setting shortest of a recording is ''{0}'', which is no length of time, such as 0 ns or 20 ms;"
                                    + " it stays {1}",
                            wanted,
                            value);
            return;
        }
        value = wanted;
        nanos = length.get();
        findShortest();
    }

    @Override
    public String getValue() {
        return value;
    }

    private static Optional<Long> nanos(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(unit(matcher.group(2)).toNanos(Long.parseLong(matcher.group(1))));
    }

    private static TimeUnit unit(String name) {
        return switch (name) {
            case "ns" -> TimeUnit.NANOSECONDS;
            case "us" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            default -> TimeUnit.DAYS;
        };
    }
}
