package io.audmodel.cache.local;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The folder that JNA unpacks its library into. JNA takes the home folder first, which is {@code ?} for a user without an
 * entry in the passwd file, and would make that in the working folder; and it logs a stack trace where it can write to none.
 */
final class UnpackFolder {

    private static final String CHOSEN = "jna.tmpdir";

    /** With these nothing is unpacked, or somebody thought of it. */
    private static final List<String> INSTEAD = List.of(CHOSEN, "jna.boot.library.path", "jna.nounpack");

    private UnpackFolder() {}

    /**
     * Chooses the folder for temporary files where the home folder is not known.
     *
     * @throws UnsatisfiedLinkError if there is none that can be written
     */
    static void prepare() {
        choose(System::getProperty, System::getenv).ifPresent(folder -> System.setProperty(CHOSEN, folder));
    }

    static Optional<String> choose(
            UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> variables) {
        if (INSTEAD.stream().anyMatch(name -> properties.apply(name) != null)) {
            return Optional.empty();
        }
        String temporary = String.valueOf(properties.apply("java.io.tmpdir"));
        File home = new File(String.valueOf(properties.apply("user.home")));
        String caches = variables.apply("XDG_CACHE_HOME");
        File cache = caches == null ? new File(home, ".cache") : new File(caches);
        if (canBeMade(new File(temporary))) {
            return cache.isAbsolute() ? Optional.empty() : Optional.of(temporary);
        }
        if (!cache.isAbsolute() || !canBeMade(cache)) {
            throw new UnsatisfiedLinkError("JNA can write neither to " + temporary + " nor to " + cache);
        }
        return Optional.empty();
    }

    private static boolean canBeMade(File folder) {
        File there = folder.getAbsoluteFile();
        while (!there.exists() && there.getParentFile() != null) {
            there = there.getParentFile();
        }
        return there.isDirectory() && there.canWrite();
    }
}
