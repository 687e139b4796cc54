package io.audmodel.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a folder that was judged.
 *
 * @param rules by which it was judged
 * @param until when the judgement ends
 * @param folder which folder it was: {@link #stampOf}
 */
public record Seal(String rules, Instant until, String folder) {

    /**
     * Names a folder by its inode and the time at which entries were added or removed last: renaming it changes nothing, and
     * another folder in its place has another name.
     */
    public static String stampOf(Path folder) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return stampOf(attributes.fileKey(), attributes.lastModifiedTime());
    }

    /** As {@link #stampOf(Path)}, for the attributes of a folder. */
    public static String stampOf(@Nullable Object fileKey, FileTime modified) {
        return fileKey + " " + modified;
    }
}
