package io.audmodel.cli;

import io.audmodel.backend.CredentialSource;
import io.audmodel.cache.Cache;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.health.BaseHealth;
import io.audmodel.health.CacheHealth;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.health.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what is not well, and says what to do about it. */
final class Diagnosis {

    /** A page of a file system and the names around it: with less nothing can be written. */
    private static final long FULL = 64 << 10;

    /** Less does no harm; the clocks of most machines agree to a second. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final ClientHealth health;
    private final Function<RepositoryHealth, Optional<CredentialSource>> credentials;
    private final List<Finding> findings = new ArrayList<>();

    /** @param credentials where those of a repository come from; empty if it takes none */
    Diagnosis(ClientHealth health, Function<RepositoryHealth, Optional<CredentialSource>> credentials) {
        this.health = health;
        this.credentials = credentials;
    }

    /** @param isUnconfigured whether nothing says where models are */
    List<Finding> findings(boolean isUnconfigured) {
        if (isUnconfigured) {
            findings.add(new Finding(
                    "nothing is configured: the repositories are those of the Python package up to 1.4, which are open"
                            + " to few",
                    "name yours by --repository or AUDMODEL_REPOSITORIES, or in ~/.config/audmodel.yaml"));
        }
        health.warnings()
                .forEach(warning -> findings.add(new Finding(
                        warning,
                        "rename it where it is set; if it belongs to another program, nothing has to be done, and this"
                                + " finding stays")));
        health.exposures()
                .forEach(exposure -> findings.add(new Finding(
                        exposure,
                        "take the permission away (chmod go-w), and look whether what the file says is still what you wrote;"
                                + " it is named by " + origin("trust"))));
        health.repositories().forEach(this::look);
        look(health.cache());
        health.bases().forEach(this::look);
        return findings;
    }

    private void look(RepositoryHealth repository) {
        AudModelException failure = repository.failure();
        if (failure != null) {
            findings.add(new Finding(Wording.ofTool(failure.getMessage()), cure(repository, failure)));
        }
        Duration ahead = repository.clockAhead();
        if (ahead != null && ahead.abs().compareTo(TOLERANCE) > 0) {
            findings.add(new Finding(
                    "the clock of this machine is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "ahead of" : "behind") + " that of " + repository.repository(),
                    "set it by a time service (NTP): servers refuse requests of another time, and the age of what an"
                            + " interrupted publish left depends on it"));
        }
    }

    private String cure(RepositoryHealth repository, AudModelException failure) {
        String named = "the repository comes from " + origin("repositories");
        if (failure instanceof AuthenticationException || failure instanceof AccessDeniedException) {
            return credentials
                    .apply(repository)
                    .map(source -> source.isFound()
                            ? "the credentials are those of " + source.where() + ": correct them there, or ask for the"
                                    + " permission to read and list"
                            : "no credentials were found; searched were " + source.where()
                                    + ": give some in one of these")
                    .orElse("give this user the permission to read, or name another place; " + named);
        }
        if (failure instanceof RepositoryNotFoundException) {
            return "correct its name, or make or mount it; " + named;
        }
        if (failure instanceof UnavailableException || failure instanceof CallTimeoutException) {
            boolean isSilent = failure instanceof CallTimeoutException
                    && !repository.repository().toString().contains("http://");
            return "see whether host and port are right and can be reached from here, by the proxy that HTTPS_PROXY and"
                    + " NO_PROXY name, if any; "
                    + (isSilent
                            ? "some servers that do not speak TLS stay silent: then write http:// before the host; "
                            : "")
                    + named;
        }
        return "correct its options or its host as said; " + named;
    }

    private void look(CacheHealth cache) {
        AudModelException failure = cache.failure();
        String named = "it comes from " + origin("cache root");
        if (failure != null) {
            boolean isFull = cache.freeBytes() >= 0 && cache.freeBytes() < FULL;
            findings.add(new Finding(
                    Wording.ofTool(failure.getMessage()),
                    (isFull
                                    ? "the disk has " + cache.freeBytes()
                                            + " bytes left: make room, by 'audmodel cache prune --older-than 30d' for instance"
                                    : failure instanceof CallTimeoutException
                                            ? "see whether its disk answers, or name another cache root"
                                            : "let this user write there, or name another cache root")
                            + "; " + named));
        }
        Cache.Locks locks = cache.locks();
        if (locks == Cache.Locks.NOT_CALLABLE) {
            findings.add(new Finding(
                    "the cache " + cache.root() + " has no locks, since flock cannot be called: processes may fetch the"
                            + " same model several times",
                    "allow Java native access, and let java.io.tmpdir or jna.tmpdir name a folder that may hold programs"
                            + " (not one that is mounted with noexec); -v shows why"));
        }
        if (locks == Cache.Locks.NOT_KEPT) {
            findings.add(new Finding(
                    "the file system " + cache.fileSystem() + " of the cache " + cache.root()
                            + " keeps no locks (flock): processes may fetch the same model several times",
                    "put the cache on a disk of this machine, or mount the file system with locks; " + named));
        }
    }

    private void look(BaseHealth base) {
        AudModelException failure = base.failure();
        if (failure != null) {
            findings.add(new Finding(
                    Wording.ofTool(failure.getMessage()),
                    "until then its models are fetched from the repositories; it comes from " + origin("cache bases")));
        }
    }

    /** What set this, for people. */
    private String origin(String name) {
        return health.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Diagnosis::origin)
                .findFirst()
                .orElse("the default");
    }

    static String origin(Setting setting) {
        return switch (setting.source()) {
            case CODE -> "an option of the command";
            case VARIABLE -> "the variable " + setting.place();
            case FILE -> "the file " + setting.place();
            case DEFAULT -> "the default";
        };
    }
}
