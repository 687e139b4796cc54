package io.audmodel.backend.s3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host of Amazon's S3, as one line of the table of them.
 *
 * @param region that the name tells; null where it tells none
 * @param addressing that is usual there
 * @param fips whether its modules are validated
 */
record AmazonHost(@Nullable String region, Addressing addressing, boolean fips) {

    /** Those of all partitions, and of addresses by either IP. */
    static final String SUFFIX = "\\.(?:amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|api\\.aws"
            + "|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)";

    static final String REGION = "(?<region>[a-z]{2,4}(?:-[a-z]+){1,3}-\\d{1,2})";

    private static final List<Row> TABLE = List.of(
            // Before the next, whose older form would take "fips" for the beginning of a region.
            row("s3-fips[.-](?:dualstack\\.)?" + REGION, null, Addressing.AUTO, true),
            row("s3[.-](?:dualstack\\.)?" + REGION, null, Addressing.AUTO, false),
            row("s3", null, Addressing.AUTO, false),
            row("s3-fips", null, Addressing.AUTO, true),
            row("s3-external-1", "us-east-1", Addressing.AUTO, false),
            row("s3-accelerate(?:\\.dualstack)?", null, Addressing.VIRTUAL, false),
            // As other tools reach it, whose certificate need then know one name alone.
            row("bucket\\.vpce-[a-z0-9-]+\\.s3\\." + REGION + "\\.vpce", null, Addressing.PATH, false));

    private record Row(Pattern pattern, AmazonHost meaning) {}

    private static Row row(String pattern, @Nullable String region, Addressing addressing, boolean fips) {
        return new Row(Pattern.compile(pattern + SUFFIX), new AmazonHost(region, addressing, fips));
    }

    /** Empty for a host of somebody else, and for one that serves no buckets. */
    static Optional<AmazonHost> of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (Row row : TABLE) {
            Matcher matcher = row.pattern.matcher(name);
            if (matcher.matches()) {
                return Optional.of(matcher.groupCount() == 0 ? row.meaning : row.meaning.in(matcher.group("region")));
            }
        }
        return Optional.empty();
    }

    private AmazonHost in(String named) {
        return new AmazonHost(named, addressing, fips);
    }
}
