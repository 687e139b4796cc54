package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.List;

/**
 * {@code GET /api/system/ping} and {@code GET /api/system/version}, which JFrog's client asks for with {@code
 * artifactory.system()} ({@code ArtifactorySystemImpl}).
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/system-health-ping">JFrog: System Health Ping</a>
 */
final class SystemApi implements ApiEndpoint {

    /** A version of the years in which the clients that judge this were released. */
    static final String VERSION = "7.77.5";

    @Override
    public void handle(Exchange exchange, Account account, String rest) throws IOException {
        switch (rest) {
            case "ping" -> exchange.text(200, "OK");
            case "version" ->
                exchange.json(
                        200,
                        Json.object("version", VERSION, "revision", "77705900", "addons", List.of(), "license", ""));
            default -> throw new Refusal(404, "Not Found");
        }
    }
}
