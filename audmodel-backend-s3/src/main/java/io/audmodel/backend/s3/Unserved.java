package io.audmodel.backend.s3;

import io.audmodel.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of Amazon's offers beside buckets, which cannot hold a repository: they keep no conditions of writes, or need
 * other requests or signatures. Each is refused by its name, before a request is sent.
 */
final class Unserved {

    private static final String BUCKET = "name a bucket and the host of its region";
    private static final String ALIAS =
            "name its alias, which ends in -s3alias, as the bucket, and the host of its region";

    /**
     * @param what the name for messages
     * @param wayOut what to name instead
     */
    private record Row(Pattern pattern, String what, String wayOut) {}

    private static final List<Row> HOSTS = List.of(
            host("accesspoint\\.s3-global", "a multi-region access point", BUCKET),
            host("s3-accesspoint[a-z0-9.-]*", "an access point", ALIAS),
            host("accesspoint\\.vpce-[a-z0-9.-]+", "an access point", "name the host that begins with bucket.vpce-"),
            host("control\\.vpce-[a-z0-9.-]+", "for control alone", "name the host that begins with bucket.vpce-"),
            host("s3-control[a-z0-9.-]*", "for control alone", BUCKET),
            host("s3-object-lambda[a-z0-9.-]*", "one of Object Lambda", "name the bucket behind it"),
            host("s3-outposts[a-z0-9.-]*", "one of S3 on Outposts", BUCKET),
            host("s3express[a-z0-9.-]*", "one of directory buckets", BUCKET + " that is none"),
            host("s3-website[a-z0-9.-]*", "a web site", BUCKET),
            new Row(
                    Pattern.compile("vpce-[a-z0-9-]+\\.s3\\.[a-z0-9.-]+\\.vpce" + AmazonHost.SUFFIX),
                    "a PrivateLink endpoint without what is reached there",
                    "write bucket. before it"));

    private static final List<Row> BUCKETS = List.of(
            bucket("arn:[^:]*:s3-outposts:.*|.*--op-s3", "S3 on Outposts", BUCKET),
            bucket(
                    "arn:[^:]*:s3-object-lambda:.*|.*--ol-s3",
                    "an access point of Object Lambda",
                    "name the bucket behind it"),
            bucket(
                    "arn:.*\\.mrap|.*\\.mrap",
                    "a multi-region access point",
                    "name one of its buckets, and the host of its region"),
            bucket("arn:[^:]*:s3express:.*|.*--xa?-s3", "a directory bucket", BUCKET + " that is none"),
            bucket(".*--table-s3", "a table bucket", BUCKET + " that is none"),
            bucket("arn:[^:]*:s3:[^:]*:[^:]*:accesspoint.*", "an access point", ALIAS),
            bucket("arn:.*", "a name for Amazon's permissions", "name the bucket alone"));

    private Unserved() {}

    /** @throws ConfigurationException if the host serves nothing that could hold a repository */
    static void requireServed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (AmazonHost.of(name).isPresent()) {
            return;
        }
        refuse(HOSTS, name, "host");
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String behind = name.substring(dot + 1);
            if (AmazonHost.of(behind).isPresent()) {
                throw new ConfigurationException("the host '" + name + "' begins with a bucket: name the host " + behind
                        + " alone, and the bucket behind the #, as in s3:https://" + behind + "#"
                        + name.substring(0, dot));
            }
        }
    }

    /** @throws ConfigurationException if the name is none of a bucket that could hold a repository */
    static void requireBucket(String name) {
        refuse(BUCKETS, name, "bucket");
    }

    private static void refuse(List<Row> rows, String name, String kind) {
        for (Row row : rows) {
            if (row.pattern.matcher(name).matches()) {
                throw new ConfigurationException("the " + kind + " '" + name + "' is " + row.what
                        + ", which cannot hold a repository: " + row.wayOut);
            }
        }
    }

    private static Row host(String pattern, String what, String wayOut) {
        return new Row(Pattern.compile("(?:[a-z0-9.-]+\\.)?" + pattern + AmazonHost.SUFFIX), what, wayOut);
    }

    private static Row bucket(String pattern, String what, String wayOut) {
        return new Row(Pattern.compile(pattern), what, wayOut);
    }
}
