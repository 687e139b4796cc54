package io.audmodel.backend.s3;

import io.audmodel.error.ConfigurationException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a request names its bucket. */
enum Addressing {
    /** In the host name if possible, else in the path. */
    AUTO,
    PATH,
    /** Only in the host name. */
    VIRTUAL;

    /** A certificate for one label does not cover more than one. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

    static Addressing parse(String text) {
        for (Addressing value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new ConfigurationException("'" + text + "' is no value of addressing: say auto, path or virtual");
    }

    /**
     * Whether the bucket is in the host name.
     *
     * @throws ConfigurationException if it has to be there and cannot; or if it must not be there and has to
     */
    boolean inHost(Endpoint endpoint, String bucket) {
        Addressing usual = endpoint.amazon().map(AmazonHost::addressing).orElse(PATH);
        Addressing chosen = this == AUTO ? usual : this;
        if (usual == VIRTUAL && chosen == PATH) {
            throw new ConfigurationException(endpoint.host()
                    + " takes buckets in the name of the host alone: leave addressing=path out, or name another host");
        }
        boolean fits = fits(endpoint, bucket);
        if (chosen == VIRTUAL && !fits) {
            throw new ConfigurationException(
                    "the bucket '" + bucket + "' cannot be a part of the host name " + endpoint.host()
                            + ", where addressing is virtual: that takes a host with a name, and a bucket of lower-case letters,"
                            + " digits and '-', with dots only without TLS; say addressing=path, or name another bucket or host");
        }
        return chosen != PATH && fits;
    }

    private static boolean fits(Endpoint endpoint, String bucket) {
        boolean tls = endpoint.uri().getScheme().equalsIgnoreCase("https");
        return (tls ? LABEL : LABELS).matcher(bucket).matches()
                && !ADDRESS.matcher(endpoint.uri().getHost()).matches();
    }
}
