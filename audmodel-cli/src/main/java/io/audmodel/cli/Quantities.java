package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes and times as people write them. */
final class Quantities {

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z]+)");
    private static final Map<String, Long> BYTES = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

    private Quantities() {}

    /** @throws InvalidArgumentException if the text is no size */
    static long bytes(String text) {
        return parse(
                text.equals("0") ? "0B" : text, BYTES, "a size: it is a number and a unit, such as 10GB or 512MiB");
    }

    /** @throws InvalidArgumentException if the text is no time */
    static Duration time(String text) {
        return Duration.ofSeconds(parse(
                text.equals("0") ? "0s" : text, SECONDS, "a time: it is a number and a unit, such as 30d, 12h or 45m"));
    }

    private static long parse(String text, Map<String, Long> units, String what) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new InvalidArgumentException("'" + text + "' is not " + what);
        }
        BigDecimal product = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        return product.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }
}
