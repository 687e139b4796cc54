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
 * Configures a server. Without users, every request has all permissions; with users, requests without credentials have
 * only those of {@link #anonymous}. Not thread-safe.
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

    /** Adds an empty local repository, to which clients can deploy files. */
    public StandInBuilder local(String key) {
        repositories.add(all -> all.createLocal(key));
        return this;
    }

    /**
     * Adds a remote repository, which fetches its files from an address, such as the URL of another server's
     * repository.
     */
    public StandInBuilder remote(String key, URI upstream) {
        repositories.add(all -> all.createRemote(key, upstream));
        return this;
    }

    /**
     * Adds a read-only virtual repository, which shows the files of others; of equal paths it shows that of the first
     * one.
     */
    public StandInBuilder virtual(String key, List<String> members) {
        repositories.add(all -> all.createVirtual(key, members, null));
        return this;
    }

    /**
     * Adds a virtual repository, as {@link #virtual(String, List)}, which passes deployed files on to a local one of
     * the members.
     */
    public StandInBuilder virtual(String key, List<String> members, String defaultDeploymentRepository) {
        repositories.add(all -> all.createVirtual(key, members, defaultDeploymentRepository));
        return this;
    }

    /** Adds a user with these permissions; without any, with all of them. */
    public StandInBuilder user(String name, String password, Permission... permissions) {
        Set<Permission> granted =
                permissions.length == 0 ? EnumSet.allOf(Permission.class) : EnumSet.copyOf(List.of(permissions));
        accounts.put(name, new Account(name, granted, false));
        passwords.put(name, password);
        return this;
    }

    /** Gives a user an API key, for {@code X-JFrog-Art-Api} or in place of the password. */
    public StandInBuilder apiKey(String user, String key) {
        keys.put(key, user);
        return this;
    }

    /** Gives a user an access token, for {@code Bearer} or in place of the password. */
    public StandInBuilder accessToken(String user, String token) {
        tokens.put(token, user);
        return this;
    }

    /** Sets the permissions of requests without credentials. They get no list of files, as on JFrog's servers. */
    public StandInBuilder anonymous(Permission... permissions) {
        accounts.put(
                Accounts.ANONYMOUS,
                new Account(
                        Accounts.ANONYMOUS,
                        permissions.length == 0 ? Set.of() : EnumSet.copyOf(List.of(permissions)),
                        true));
        return this;
    }

    /** Makes the server ignore ranges and send whole files, as some proxies do. */
    public StandInBuilder withoutRanges() {
        ranges = false;
        return this;
    }

    /** Makes the server refuse to list files, as servers without a license do. */
    public StandInBuilder withoutFileLists() {
        lists = false;
        return this;
    }

    /** Makes the server redirect downloads to another port, by signed addresses that are valid for this time. */
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
     * @throws IllegalArgumentException if two repositories have the same key
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
