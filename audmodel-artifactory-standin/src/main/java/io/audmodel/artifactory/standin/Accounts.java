package io.audmodel.artifactory.standin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user of a request by its headers: user and password, API key or access token as the password, an access
 * token alone, an API key in {@code X-JFrog-Art-Api}, or none.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/introduction-to-the-jfrog-artifactory-rest-apis">JFrog: REST
 *     API, authentication</a>
 */
final class Accounts {

    /** Also what dohq-artifactory and audbackend send where they have no credentials: the user of this name, no password. */
    static final String ANONYMOUS = "anonymous";

    private final Map<String, Account> byName;
    private final Map<String, String> passwords;
    private final Map<String, String> keys;
    private final Map<String, String> tokens;

    /**
     * @param byName with {@link #ANONYMOUS}, if that may do anything
     * @param passwords of users by name
     * @param keys API keys, and the users they belong to
     * @param tokens access tokens, and the users they belong to
     */
    Accounts(
            Map<String, Account> byName,
            Map<String, String> passwords,
            Map<String, String> keys,
            Map<String, String> tokens) {
        this.byName = Map.copyOf(byName);
        this.passwords = Map.copyOf(passwords);
        this.keys = Map.copyOf(keys);
        this.tokens = new ConcurrentHashMap<>(tokens);
    }

    /** Takes an access token no longer. */
    void revoke(String token) {
        tokens.remove(token);
    }

    Account identify(@Nullable String authorization, @Nullable String apiKey) {
        if (apiKey != null) {
            return named(keys.get(apiKey));
        }
        if (authorization == null) {
            return anonymous();
        }
        String[] parts = authorization.split(" ", 2);
        String credentials = parts.length == 2 ? parts[1].strip() : "";
        return switch (parts[0]) {
            case "Bearer" -> named(tokens.get(credentials));
            case "Basic" -> basic(credentials);
            default -> throw wrong();
        };
    }

    private Account basic(String credentials) {
        String[] pair;
        try {
            pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        String user = pair[0];
        String secret = pair.length == 2 ? pair[1] : "";
        if (user.equals(ANONYMOUS) && secret.isEmpty()) {
            return anonymous();
        }
        boolean known = secret.equals(passwords.get(user))
                || user.equals(keys.get(secret))
                // A token identifies its user; a user name sent with it is ignored.
                || tokens.containsKey(secret);
        return known ? named(tokens.getOrDefault(secret, user)) : named(null);
    }

    private Account anonymous() {
        return Optional.ofNullable(byName.get(ANONYMOUS))
                .orElseThrow(() -> new Refusal(401, "Authentication is required"));
    }

    private Account named(@Nullable String name) {
        Account account = name == null ? null : byName.get(name);
        if (account == null) {
            throw wrong();
        }
        return account;
    }

    private static Refusal wrong() {
        return new Refusal(401, "Bad credentials");
    }
}
