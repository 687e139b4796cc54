package io.audmodel.cache.local;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of temporary files and folders: {@code .<target>.<host>-<process>-<start>-<random>.tmp}. They name the process
 * that works there, so that leftovers of a crash can be distinguished from files in use, with or without locks. The
 * Python package, which lists names that end in {@code header.yaml}, does not see them.
 */
final class TemporaryName {

    private static final Pattern PATTERN =
            Pattern.compile("\\..+\\.([0-9a-f]{8})-([0-9]{1,18})-([0-9]{1,18})-[0-9a-f]{8}\\.tmp");

    private TemporaryName() {}

    /** A new name, owned by this process, for a file that will be renamed to the target. */
    static String of(String target) {
        ProcessOwner owner = ProcessOwner.current();
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return "." + target + "." + owner.host() + "-" + owner.process() + "-" + owner.start() + "-" + random + ".tmp";
    }

    /** The process that made a file or folder of this name; empty for other names. */
    static Optional<ProcessOwner> ownerOf(String name) {
        Matcher matcher = PATTERN.matcher(name);
        return matcher.matches()
                ? Optional.of(new ProcessOwner(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
