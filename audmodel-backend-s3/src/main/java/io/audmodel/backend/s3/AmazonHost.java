package io.audmodel.backend.s3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host of Amazon's S3, from the table of all of them.
 *
 * @param name the host name in lower case
 * @param region the region in the name; null if there is none
 * @param addressing the usual addressing of buckets there
 * @param fips whether it is a FIPS endpoint
 * @param reach how a bucket in another region is reached from there
 */
record AmazonHost(String name, @Nullable String region, Addressing addressing, boolean fips, Reach reach) {

    /** How a bucket in another region is reached. */
    enum Reach {
        /** At the host with that region in its name in place of this one. */
        NEIGHBOURS,
        /** At the host with that region added to its name. */
        REGIONS,
        /** At this host. */
        ANYWHERE,
        /** At no host whose name follows from this one. */
        HERE
    }

    /** The endings of all partitions. */
    static final String SUFFIX = "\\.(?:amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|api\\.aws"
            + "|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)";

    static final String REGION = "(?<region>[a-z]{2,4}(?:-[a-z]+){1,3}-\\d{1,2})";

    private static final List<Row> TABLE = List.of(
            // It comes before the next, whose older form would take "fips" as the beginning of a region.
            row("s3-fips[.-](?:dualstack\\.)?" + REGION, null, Addressing.AUTO, true, Reach.NEIGHBOURS),
            row("s3[.-](?:dualstack\\.)?" + REGION, null, Addressing.AUTO, false, Reach.NEIGHBOURS),
            row("s3", null, Addressing.AUTO, false, Reach.REGIONS),
            row("s3-fips", null, Addressing.AUTO, true, Reach.REGIONS),
            row("s3-external-1", "us-east-1", Addressing.AUTO, false, Reach.REGIONS),
            row("s3-accelerate(?:\\.dualstack)?", null, Addressing.VIRTUAL, false, Reach.ANYWHERE),
            // Other tools use the path here too, so that the certificate needs only one name.
            row("bucket\\.vpce-[a-z0-9-]+\\.s3\\." + REGION + "\\.vpce", null, Addressing.PATH, false, Reach.HERE));

    private static final Pattern ANY_REGION = Pattern.compile(REGION);

    private record Row(Pattern pattern, @Nullable String region, Addressing addressing, boolean fips, Reach reach) {}

    private static Row row(String pattern, @Nullable String region, Addressing addressing, boolean fips, Reach reach) {
        return new Row(Pattern.compile(pattern + SUFFIX), region, addressing, fips, reach);
    }

    /** Empty for a host that is not Amazon's, and for one that serves no buckets. */
    static Optional<AmazonHost> of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (Row row : TABLE) {
            Matcher matcher = row.pattern.matcher(name);
            if (matcher.matches()) {
                String region = matcher.groupCount() == 0 ? row.region : matcher.group("region");
                return Optional.of(new AmazonHost(name, region, row.addressing, row.fips, row.reach));
            }
        }
        return Optional.empty();
    }

    /** The host for a bucket in that region; empty if there is none, or if that is no region. */
    Optional<String> in(String other) {
        if (!ANY_REGION.matcher(other).matches()) {
            return Optional.empty();
        }
        return switch (reach) {
            case NEIGHBOURS -> Optional.ofNullable(region).map(own -> name.replace(own, other));
            case REGIONS -> Optional.of(name.replaceFirst("^(s3(?:-fips)?)(?:-external-1)?\\.", "$1." + other + "."));
            case ANYWHERE -> Optional.of(name);
            case HERE -> Optional.empty();
        };
    }
}
