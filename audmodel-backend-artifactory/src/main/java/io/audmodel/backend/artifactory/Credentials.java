package io.audmodel.backend.artifactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The header that authenticates a request, as in JFrog's REST documentation. {@code toString} does not show its value.
 *
 * @param secret the secret, which must not appear anywhere
 */
record Credentials(String header, String value, String secret) {

    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+$");

    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY_PREFIX = "AKC";

    /** A user with a password, an API key or an access token in its place: Artifactory takes all three. */
    static Credentials basic(String user, String given) {
        String secret = line(given);
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return new Credentials(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair), secret);
    }

    static Credentials bearer(String given) {
        String token = line(given);
        return new Credentials(AUTHORIZATION, "Bearer " + token, token);
    }

    static Credentials apiKey(String given) {
        String key = line(given);
        return new Credentials("X-JFrog-Art-Api", key, key);
    }

    /** A secret without a user: API keys have a known beginning, everything else is an access token. */
    static Credentials ofSecret(String secret) {
        return secret.startsWith(API_KEY_PREFIX) ? apiKey(secret) : bearer(secret);
    }

    /** Secrets often come from files, whose last line ends with a line break. */
    private static String line(String secret) {
        return LINE_END.matcher(secret).replaceFirst("");
    }

    /** The text without the secret, which a server may have repeated. */
    String redact(String text) {
        return secret.isEmpty() ? text : text.replace(value, "***").replace(secret, "***");
    }

    @Override
    public String toString() {
        return "Credentials[" + header + "]";
    }
}
