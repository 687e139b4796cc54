package io.audmodel.servers;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What requests say about their bodies, and whether it is true. */
final class StubChecks {

    /** The header of the beginning of an upload by which checksum its parts are checked. */
    static final String ALGORITHM = "x-amz-checksum-algorithm";

    private static final String SIGNED = "x-amz-content-sha256";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private StubChecks() {}

    /** Whether the SHA-256 of the body has to be computed. */
    static boolean areBySha(StubRequest request) {
        return request.header(Algorithm.SHA256.header()).isPresent()
                || signed(request).isPresent();
    }

    /** Whether all checksums in the request are those of its body. */
    static boolean hold(StubRequest request) {
        StubBody body = request.body();
        return request.header("Content-MD5")
                        .filter(md5 -> !md5.equals(body.md5OfHeader()))
                        .isEmpty()
                && request.header(Algorithm.CRC32.header())
                        .filter(crc -> !crc.equals(body.crc()))
                        .isEmpty()
                && request.header(Algorithm.SHA256.header())
                        .filter(sha -> !sha.equals(body.sha256()))
                        .isEmpty()
                && signed(request).filter(sha -> !sha.equals(body.sha256())).isEmpty();
    }

    /** In Base64. */
    private static Optional<String> signed(StubRequest request) {
        return request.header(SIGNED)
                .filter(text -> HASH.matcher(text).matches())
                .map(text -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text)));
    }

    /** What parts of an upload may be checked by, beside their MD5. */
    enum Algorithm {
        CRC32("ChecksumCRC32"),
        SHA256("ChecksumSHA256");

        private final String header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
        private final Pattern element;

        Algorithm(String element) {
            this.element = Pattern.compile("<" + element + ">([A-Za-z0-9+/=]*)</" + element + ">");
        }

        String header() {
            return header;
        }

        /** The one that the beginning of an upload asks for, if it is known. */
        static Optional<Algorithm> asked(StubRequest request) {
            return request.header(ALGORITHM)
                    .flatMap(name -> Arrays.stream(values())
                            .filter(known -> known.name().equals(name))
                            .findFirst());
        }

        /** What the request for a part says. A CRC-32 may also follow the body, where it is not looked at. */
        Optional<String> of(StubRequest part) {
            boolean follows = this == CRC32 && part.header("x-amz-trailer").isPresent();
            return follows ? Optional.of(part.body().crc()) : part.header(header);
        }

        /** What the completion of the upload says of a part. */
        Optional<String> of(String part) {
            Matcher found = element.matcher(part);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }
}
