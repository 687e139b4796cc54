package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Environment;
import io.audmodel.cache.CachePermissions;
import io.audmodel.dryrun.DryRun;
import io.audmodel.error.BackendException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.NotFoundException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.PlainText;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.health.Setting;
import io.audmodel.model.RepositoryAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: the options of all commands, and the client for them. */
@Command(
        name = "audmodel",
        versionProvider = ToolVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Publishes, finds and loads machine-learning models.",
        description = {
            "",
            "A model is named by REF: an id (3e120e8d-1.0.0), a short id that stands for its latest version (3e120e8d),"
                    + " a legacy id (65206614-dbb7-d61a-b00c-153db7b525c0) or an alias (emotion-production).",
            ""
        },
        footer = {
            "",
            "Exit status: 0 done, or true; 1 not found, or false; 2 wrong usage or a bad argument; 3 a repository or the"
                    + " cache failed; 4 a conflict, or a lock was not free in time; 5 what is stored is corrupt; 6 Java"
                    + " could not start; 7 no signature by anybody who is trusted; 130 cancelled by Ctrl-C; 141 the reader of the result has ended.",
            "Environment: AUDMODEL_REPOSITORIES, AUDMODEL_CACHE_ROOT, AUDMODEL_CACHE_BASES, AUDMODEL_CACHE_PERMISSIONS, AUDMODEL_CALL_TIMEOUT,"
                    + " AUDMODEL_OFFLINE, AUDMODEL_IF_UNAVAILABLE and AUDMODEL_TRUST, then the file"
                    + " ~/.config/audmodel.yaml, say what the options do not. AUDMODEL_PLUGINS names a folder with jars of"
                    + " other backends."
        })
final class AudModelCommand {

    private static final String UNCONFIGURED = "nothing is configured";
    private static final Duration CHECKS = Duration.ofSeconds(5);

    private final Terminal terminal;

    private boolean isUnconfigured;
    private @Nullable DryRun dryRun;

    @Option(
            names = "--repository",
            paramLabel = "BACKEND:HOST#NAME",
            scope = ScopeType.INHERIT,
            description = "Where models are, such as file-system:/data/host#models, or with options of the backend"
                    + " 's3:https://s3.example.org#bucket?prefix=team/models'; give it several times to search in"
                    + " that order. The first receives what is published.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--cache-root",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder that keeps loaded models.")
    private @Nullable Path cacheRoot;

    @Option(
            names = "--cache-base",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A folder like that of --cache-root which is only read: what it has is not fetched; give it"
                    + " several times to look in that order.")
    private List<Path> cacheBases = new ArrayList<>();

    @Option(
            names = "--cache-permissions",
            paramLabel = "MODE",
            scope = ScopeType.INHERIT,
            description =
                    "The permissions of all that is made in the cache, such as rwxrws---; else what the umask leaves.")
    private @Nullable String cachePermissions;

    @Option(
            names = "--offline",
            scope = ScopeType.INHERIT,
            description = "Ask no repository: answer from the cache, with aliases as they were last seen.")
    private boolean offline;

    @Option(
            names = "--cached-if-unavailable",
            scope = ScopeType.INHERIT,
            description =
                    "While no repository answers, use what is cached, with aliases and short ids as they were last"
                            + " seen, and say so on standard error.")
    private boolean cachedIfUnavailable;

    @Option(
            names = "--call-timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long a call may take without moving anything; 600 by default.")
    private @Nullable Long callTimeout;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print warnings, and the stack trace of an error.")
    private boolean verbose;

    // These two are picocli's to read.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the versions of the tool and of Java.")
    private boolean version;

    AudModelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    boolean isJson() {
        return json;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Whether nothing may be changed. */
    boolean isDry() {
        return dryRun != null;
    }

    /** Executes a command so that its clients write nothing, and says what it would have changed in repositories. */
    int rehearse(IntSupplier command) {
        try (DryRun run = DryRun.begin()) {
            dryRun = run;
            int status = command.getAsInt();
            run.changes().forEach(change -> would(change.toString()));
            terminal.err().println("audmodel: nothing was changed (" + DryRunOption.NAME + ")");
            return status;
        }
    }

    /** Says what a command would do. */
    void would(String what) {
        terminal.err().println("audmodel: would " + PlainText.line(what));
    }

    Output output() {
        return new Output(terminal.out(), json);
    }

    DocumentFiles documents() {
        return new DocumentFiles(terminal.in());
    }

    /** Makes a client from the options and the environment; the caller closes it. */
    AudModel open() {
        return open(builder());
    }

    /** As {@link #open()}, whatever is required of models: who signs or verifies one has to load it first. */
    AudModel openUnjudged() {
        return open(builder().require(new AnyModel()));
    }

    /** As {@link #open()}, with another cache folder where none is configured, as for a user without a home folder. */
    AudModel open(Path ifUnknown) {
        return open(builder(ifUnknown));
    }

    private AudModelBuilder builder() {
        AudModelBuilder builder = AudModel.builder();
        repositories.forEach(repository -> builder.repository(RepositoryAddress.of(repository)));
        return builder;
    }

    private AudModelBuilder builder(Path ifUnknown) {
        return isCacheKnown() ? builder() : builder().cacheRoot(ifUnknown);
    }

    private boolean isCacheKnown() {
        Environment environment = Environment.system();
        if (cacheRoot != null || environment.variable("AUDMODEL_CACHE_ROOT").isPresent()) {
            return true;
        }
        try {
            environment.home();
            return true;
        } catch (ConfigurationException e) {
            return false;
        }
    }

    /** Makes a client that knows what is in this cache folder, and no more. */
    AudModel openOffline(Path cache) {
        return configured(builder()).cacheRoot(cache).offline().build();
    }

    /** Makes a client that looks at the cache as it is, in a dry run too, and asks no repository. */
    AudModel openCacheAsItIs() {
        return withOptions(builder()).offline().build();
    }

    /** Whether what is cached is wanted in an outage. One that is offline knows the setting, and asks no repository for it. */
    boolean isCachedIfUnavailable(Path ifUnknown) {
        try (AudModel silent = configured(builder(ifUnknown)).offline().build()) {
            return silent.check().settings().stream()
                    .filter(setting -> setting.name().equals("if unavailable"))
                    .map(Setting::value)
                    .anyMatch("cached"::equals);
        }
    }

    /** How long each repository may take to answer a check. */
    Duration timeoutOfChecks() {
        return callTimeout == null ? CHECKS : Duration.ofSeconds(callTimeout);
    }

    /** As {@link #open()}, for one other repository. */
    AudModel open(String repository) {
        return open(AudModel.builder().repository(RepositoryAddress.of(repository)));
    }

    /** A hint for an error of a default repository; empty for others. */
    String note(Exception error, String message) {
        boolean isOfRepository = error instanceof BackendException
                || error instanceof RepositoriesUnavailableException
                || error instanceof NotFoundException
                || error instanceof CallTimeoutException
                || error instanceof OfflineException;
        return isUnconfigured && isOfRepository && !message.contains(UNCONFIGURED)
                ? "; " + UNCONFIGURED
                        + ", so that this repository is the Python package's own: say --repository, or set"
                        + " AUDMODEL_REPOSITORIES"
                : "";
    }

    private AudModel open(AudModelBuilder builder) {
        AudModelBuilder configured = configured(builder);
        AudModel audmodel = offline ? configured.offline().build() : configured.build();
        isUnconfigured |= audmodel.hasDefaultRepositories();
        return audmodel;
    }

    private AudModelBuilder configured(AudModelBuilder builder) {
        return dryRun == null ? withOptions(builder) : withOptions(builder).dryRun(dryRun);
    }

    private AudModelBuilder withOptions(AudModelBuilder builder) {
        if (cacheRoot != null) {
            builder.cacheRoot(cacheRoot);
        }
        if (!cacheBases.isEmpty()) {
            builder.cacheBases(cacheBases);
        }
        if (cachePermissions != null) {
            builder.cachePermissions(CachePermissions.of(cachePermissions));
        }
        if (callTimeout != null) {
            builder.callTimeout(Duration.ofSeconds(callTimeout));
        }
        if (cachedIfUnavailable) {
            builder.cachedIfUnavailable();
        }
        return builder;
    }
}
