package io.audmodel.servers;

import java.io.IOException;
import java.nio.file.Path;

/** A server as a process of its own, so that the costs of a client and of the server can be measured apart. */
public final class ServerProcess {

    private ServerProcess() {}

    /**
     * Prints the endpoint, and ends with its input, so that it never outlives who started it.
     *
     * @param arguments {@code stub|s3proxy}, an existing folder for objects, and the bucket to make
     */
    public static void main(String[] arguments) throws IOException {
        try (S3Server server = start(arguments[0], Path.of(arguments[1]))) {
            server.createBucket(arguments[2]);
            System.out.println(server.endpoint() + " " + server.accessKey() + " " + server.secretKey());
            while (System.in.read() >= 0) {
                // What is said to it matters as little as how much.
            }
        }
    }

    private static S3Server start(String kind, Path folder) {
        return switch (kind) {
            case "stub" -> S3Stub.start(folder);
            case "s3proxy" -> S3ProxyServer.start();
            default -> throw new IllegalArgumentException(kind + " is neither stub nor s3proxy");
        };
    }
}
