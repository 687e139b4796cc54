package io.audmodel.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A server as a process of its own, so that the costs of a client and of the server can be measured apart. */
public final class ServerProcess {

    private ServerProcess() {}

    /**
     * Prints the endpoint, answers each line of its input by how many connections were busy at once since the line before,
     * and ends with its input, so that it never outlives who started it.
     *
     * @param arguments {@code stub|s3proxy}, an existing folder for objects, the bucket to make and, for the stub, the
     *     network before it, as {@link NetworkShape#of} takes it, and the port
     */
    public static void main(String[] arguments) throws IOException {
        Optional<NetworkShape> network =
                Stream.of(arguments).skip(3).findFirst().map(NetworkShape::of);
        int port =
                Stream.of(arguments).skip(4).findFirst().map(Integer::valueOf).orElse(0);
        try (S3Server server = start(arguments[0], Path.of(arguments[1]), network, port)) {
            server.createBucket(arguments[2]);
            System.out.println(server.endpoint() + " " + server.accessKey() + " " + server.secretKey());
            for (int said = System.in.read(); said >= 0; said = System.in.read()) {
                if (said == '\n') {
                    System.out.println(network.map(NetworkShape::mostAtOnce).orElse(0));
                }
            }
        }
    }

    private static S3Server start(String kind, Path folder, Optional<NetworkShape> network, int port) {
        return switch (kind) {
            case "stub" -> {
                S3Stub stub = S3Stub.start(folder, port);
                network.ifPresent(stub::behind);
                yield stub;
            }
            case "s3proxy" -> S3ProxyServer.start();
            default -> throw new IllegalArgumentException(kind + " is neither stub nor s3proxy");
        };
    }
}
