package io.audmodel.store;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.model.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The archive and the first metadata that a header belongs to, so that a reader never takes those of another publish,
 * whatever writers and stores have done. Header and metadata name them in their first line, a comment: the Python
 * package ignores it, and drops it when it changes metadata. Documents without the comment come from that package, or
 * were changed since.
 *
 * @param archive the archive that was published with the header
 * @param metadata the MD5 of the metadata document that was published with it
 */
public record PublishedParts(ArchiveFingerprint archive, Checksum metadata) {

    private static final String ARCHIVE = "archive of ([0-9]{1,18}) bytes, table of contents ([0-9a-f]{32})";
    private static final Pattern HEADER = Pattern.compile("# audmodel: " + ARCHIVE + ", metadata ([0-9a-f]{32})\n");
    private static final Pattern METADATA = Pattern.compile("# audmodel: as published, " + ARCHIVE + "\n");
    private static final int LONGEST_LINE = 200;

    public static PublishedParts of(ArchiveFingerprint archive, byte[] metadata) {
        return new PublishedParts(archive, Checksum.md5(metadata));
    }

    /** The header document that names these parts. */
    public byte[] header(byte[] fields) {
        return commented("# audmodel: " + shown(archive) + ", metadata " + metadata + "\n", fields);
    }

    /** The metadata document of a publish, which says that it is unchanged, and names the archive. */
    public static byte[] metadata(ArchiveFingerprint archive, byte[] values) {
        return commented("# audmodel: as published, " + shown(archive) + "\n", values);
    }

    /** The parts that a header document names; empty if it names none. */
    public static Optional<PublishedParts> in(byte[] header) {
        Matcher matcher = HEADER.matcher(beginning(header));
        return matcher.lookingAt()
                ? Optional.of(new PublishedParts(
                        new ArchiveFingerprint(Long.parseLong(matcher.group(1)), new Checksum(matcher.group(2))),
                        new Checksum(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether metadata fit a header: they are those of its publish, or were changed since. */
    static boolean belong(byte[] header, byte[] metadata) {
        return !isAsPublished(metadata)
                || in(header)
                        .filter(parts -> parts.metadata().equals(Checksum.md5(metadata)))
                        .isPresent();
    }

    /** Whether a metadata document is unchanged since its publish. */
    static boolean isAsPublished(byte[] metadata) {
        return METADATA.matcher(beginning(metadata)).lookingAt();
    }

    /** A metadata document without the comment of its publish. */
    static byte[] values(byte[] metadata) {
        Matcher matcher = METADATA.matcher(beginning(metadata));
        return matcher.lookingAt() ? Arrays.copyOfRange(metadata, matcher.end(), metadata.length) : metadata;
    }

    /** A header or metadata document without what a publish wrote before its fields or values. */
    static byte[] uncommented(byte[] document) {
        Matcher header = HEADER.matcher(beginning(document));
        return header.lookingAt() ? Arrays.copyOfRange(document, header.end(), document.length) : values(document);
    }

    private static String shown(ArchiveFingerprint archive) {
        return "archive of " + archive.length() + " bytes, table of contents " + archive.directory();
    }

    private static byte[] commented(String line, byte[] document) {
        byte[] comment = line.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[comment.length + document.length];
        System.arraycopy(comment, 0, whole, 0, comment.length);
        System.arraycopy(document, 0, whole, comment.length, document.length);
        return whole;
    }

    private static String beginning(byte[] document) {
        return new String(document, 0, Math.min(document.length, LONGEST_LINE), StandardCharsets.ISO_8859_1);
    }
}
