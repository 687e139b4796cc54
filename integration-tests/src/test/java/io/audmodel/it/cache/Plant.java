package io.audmodel.it.cache;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a neighbour can put where a cache has, or might look for, something of its own. */
enum Plant {
    /** To what the cache would take for its own, if it followed the link. */
    LINK_TO_TWIN((place, outside, twin) -> Files.createSymbolicLink(place, twin)),
    LINK_TO_FILE((place, outside, twin) -> Files.createSymbolicLink(place, outside.resolve("private.txt"))),
    LINK_TO_FOLDER((place, outside, twin) -> Files.createSymbolicLink(place, outside.resolve("documents"))),
    DANGLING_LINK((place, outside, twin) -> Files.createSymbolicLink(place, outside.resolve("not-there"))),
    /** By the superuser: most systems allow it only to who may write the file anyway. */
    HARD_LINK((place, outside, twin) ->
            Files.createLink(place, Files.isRegularFile(twin) ? twin : outside.resolve("private.txt"))),
    PIPE((place, outside, twin) -> run("mkfifo", "-m", "666", place.toString())),
    SOCKET((place, outside, twin) -> {
        // The address is short, the place may be too long for one.
        Path socket = Path.of(
                System.getProperty("java.io.tmpdir"),
                "plant-" + ProcessHandle.current().pid());
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.move(socket, place);
        }
    }),
    /** One that can be read for ever, made by the superuser. */
    DEVICE((place, outside, twin) -> run("mknod", "-m", "666", place.toString(), "c", "1", "5")),
    FOLDER((place, outside, twin) -> {
        Files.createDirectory(place);
        Files.writeString(place.resolve("planted"), "planted");
        Files.createSymbolicLink(place.resolve("link"), twin);
        Files.createSymbolicLink(place.resolve("documents"), outside.resolve("documents"));
    }),
    FILE((place, outside, twin) -> Files.writeString(place, "planted")),
    CLOSED_FOLDER((place, outside, twin) -> Files.createDirectory(
            place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))),
    CLOSED_FILE((place, outside, twin) -> Files.createFile(
            place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));

    private interface Planting {

        void run(Path place, Path outside, Path twin) throws IOException;
    }

    private final Planting planting;

    Plant(Planting planting) {
        this.planting = planting;
    }

    boolean takesTheSuperuser() {
        return this == HARD_LINK || this == DEVICE;
    }

    /**
     * @param place where nothing is
     * @param outside a folder of the victim's
     * @param twin what is outside as the place is in the cache
     */
    void put(Path place, Path outside, Path twin) throws IOException {
        planting.run(place, outside, twin);
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
