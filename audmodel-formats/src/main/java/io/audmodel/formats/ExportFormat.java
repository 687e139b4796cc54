package io.audmodel.formats;

import io.audmodel.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a model can be exported as. */
public enum ExportFormat {
    /** A folder with the files. */
    FOLDER("folder"),
    /** A tar archive compressed by gzip. */
    TAR_GZ("tar.gz"),
    /** The ZIP file that a publish of these files makes: large files that do not shrink are stored. */
    ZIP("zip"),
    /** A ZIP file whose entries are all deflated, for readers that take it from a stream and cannot skip what is stored. */
    DEFLATED_ZIP("zip-deflated"),
    /** A folder that is an OCI image layout, with an artifact of the CNCF's ModelPack specification. */
    OCI_LAYOUT("oci");

    private final String text;

    ExportFormat(String text) {
        this.text = text;
    }

    /**
     * Reads the text of a format, such as {@code tar.gz}.
     *
     * @throws InvalidArgumentException if there is no such format
     */
    public static ExportFormat of(String text) {
        Objects.requireNonNull(text, "the text of a format is null");
        return Arrays.stream(values())
                .filter(format -> format.text.equals(text))
                .findAny()
                .orElseThrow(() -> new InvalidArgumentException("'" + text + "' is no format of exports: these are "
                        + Arrays.stream(values()).map(ExportFormat::toString).collect(Collectors.joining(", "))));
    }

    /**
     * Returns the format that a name stands for: {@code .tar.gz}, {@code .tgz} and {@code .zip} for archives, anything else
     * for a folder.
     *
     * @throws InvalidArgumentException if the name is that of an archive which no export writes, such as {@code x.7z}
     */
    public static ExportFormat ofName(Path target) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return TAR_GZ;
        }
        if (name.endsWith(".zip")) {
            return ZIP;
        }
        if (name.matches(".*\\.(tar|tar\\.[a-z0-9]+|tbz2?|txz|tzst|gz|xz|zst|bz2|7z|rar|jar|mar|nemo)")) {
            throw new InvalidArgumentException(
                    target + " is named as an archive that no export writes: name it .tar.gz or"
                            + " .zip, or name the format");
        }
        return FOLDER;
    }

    /** Whether the target is a folder. */
    boolean isFolder() {
        return this == FOLDER || this == OCI_LAYOUT;
    }

    /** Returns the text that {@link #of} reads. */
    @Override
    public String toString() {
        return text;
    }
}
