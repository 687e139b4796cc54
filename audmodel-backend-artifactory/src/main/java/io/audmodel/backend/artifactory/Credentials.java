package io.audmodel.backend.artifactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The header by which a request says who sends it, as JFrog's REST documentation names them. Shows nothing of it.
 *
 * @param secret what the user keeps, which must not appear anywhere
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

    /** A secret without a user: API keys are known by how they begin, everything else is an access token. */
    static Credentials ofSecret(String secret) {
        return secret.startsWith(API_KEY_PREFIX) ? apiKey(secret) : bearer(secret);
    }

    /** Secrets are kept in files, whose last line has an end. */
    private static String line(String secret) {
        return LINE_END.matcher(secret).replaceFirst("");
    }

    /** The text without what a server may have repeated of the secret. */
    String redact(String text) {
        return secret.isEmpty() ? text : text.replace(value, "***").replace(secret, "***");
    }

    @Override
    public String toString() {
        return "Credentials[" + header + "]";
    }
}
