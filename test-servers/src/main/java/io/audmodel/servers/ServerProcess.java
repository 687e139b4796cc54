package io.audmodel.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A server as a process of its own, so that the costs of a client and of the server can be measured apart. */
public final class ServerProcess {

    private ServerProcess() {}

    /**
     * Prints the endpoint, and ends with its input, so that it never outlives who started it.
     *
     * @param arguments {@code stub|s3proxy}, an existing folder for objects, the bucket to make and, for the stub, the
     *     network before it, as {@link NetworkShape#of} takes it
     */
    public static void main(String[] arguments) throws IOException {
        Optional<NetworkShape> network =
                Stream.of(arguments).skip(3).findFirst().map(NetworkShape::of);
        try (S3Server server = start(arguments[0], Path.of(arguments[1]), network)) {
            server.createBucket(arguments[2]);
            System.out.println(server.endpoint() + " " + server.accessKey() + " " + server.secretKey());
            while (System.in.read() >= 0) {
                // What is said to it matters as little as how much.
            }
        }
    }

    private static S3Server start(String kind, Path folder, Optional<NetworkShape> network) {
        return switch (kind) {
            case "stub" -> {
                S3Stub stub = S3Stub.start(folder);
                network.ifPresent(stub::behind);
                yield stub;
            }
            case "s3proxy" -> S3ProxyServer.start();
            default -> throw new IllegalArgumentException(kind + " is neither stub nor s3proxy");
        };
    }
}
