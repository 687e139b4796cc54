package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what a server is to be like. Without any user, whoever asks may do everything; with users, who does not say who they
 * are may do nothing, but for what {@link #anonymous} allows. Not thread-safe.
 */
public final class StandInBuilder {

    final List<Consumer<RepositoryRegistry>> repositories = new ArrayList<>();
    boolean ranges = true;
    boolean lists = true;

    @Nullable
    Duration redirectsLast;

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    StandInBuilder() {}

    /** Adds an empty repository, into which files can be deployed. */
    public StandInBuilder local(String key) {
        repositories.add(all -> all.createLocal(key));
        return this;
    }

    /** Adds a repository that fetches its files from below an address, such as the URL of another server's repository. */
    public StandInBuilder remote(String key, URI upstream) {
        repositories.add(all -> all.createRemote(key, upstream));
        return this;
    }

    /** Adds a repository that shows the files of others, the first that has one before the later ones; to read only. */
    public StandInBuilder virtual(String key, List<String> members) {
        repositories.add(all -> all.createVirtual(key, members, null));
        return this;
    }

    /** As {@link #virtual(String, List)}; what is deployed goes to one of the others, a local one. */
    public StandInBuilder virtual(String key, List<String> members, String defaultDeploymentRepository) {
        repositories.add(all -> all.createVirtual(key, members, defaultDeploymentRepository));
        return this;
    }

    /** Adds a user. Without any permission named, all of them. */
    public StandInBuilder user(String name, String password, Permission... permissions) {
        Set<Permission> granted =
                permissions.length == 0 ? EnumSet.allOf(Permission.class) : EnumSet.copyOf(List.of(permissions));
        accounts.put(name, new Account(name, granted, false));
        passwords.put(name, password);
        return this;
    }

    /** Gives a user an API key: for {@code X-JFrog-Art-Api}, or in the place of the password. */
    public StandInBuilder apiKey(String user, String key) {
        keys.put(key, user);
        return this;
    }

    /** Gives a user an access token: as a Bearer, or in the place of the password. */
    public StandInBuilder accessToken(String user, String token) {
        tokens.put(token, user);
        return this;
    }

    /** Lets those who do not say who they are do so much; they get no list of files, as on JFrog's servers. */
    public StandInBuilder anonymous(Permission... permissions) {
        accounts.put(
                Accounts.ANONYMOUS,
                new Account(
                        Accounts.ANONYMOUS,
                        permissions.length == 0 ? Set.of() : EnumSet.copyOf(List.of(permissions)),
                        true));
        return this;
    }

    /** Sends files whole whatever is asked for, as some proxies do. */
    public StandInBuilder withoutRanges() {
        ranges = false;
        return this;
    }

    /** Refuses to list files, as servers without a license do. */
    public StandInBuilder withoutFileLists() {
        lists = false;
        return this;
    }

    /** Sends downloads to another server, by addresses with a signature that are good for so long. */
    public StandInBuilder redirecting(Duration lasting) {
        redirectsLast = lasting;
        return this;
    }

    Accounts accounts() {
        Map<String, Account> all = new HashMap<>(accounts);
        if (all.isEmpty()) {
            all.put(Accounts.ANONYMOUS, new Account(Accounts.ANONYMOUS, EnumSet.allOf(Permission.class), false));
        }
        return new Accounts(all, passwords, keys, tokens);
    }

    /**
     * Starts the server on a free port of the loopback interface.
     *
     * @throws IllegalArgumentException if two repositories have one key
     * @throws UncheckedIOException if there is no port, or no room for its files
     */
    public ArtifactoryStandIn start() {
        try {
            return new ArtifactoryStandIn(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
