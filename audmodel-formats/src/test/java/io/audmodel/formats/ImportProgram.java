package io.audmodel.formats;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Publishes an archive on standard input, and prints the id and how much memory the process had at the most: {@code HOST
 * TEMPORARY}.
 */
public final class ImportProgram {

    private ImportProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path host = Path.of(arguments[0]);
        Path temporary = Path.of(arguments[1]);
        try (AudModel audmodel = AudModel.builder()
                        .repository(Repository.fileSystem(host, "models"))
                        .cacheRoot(temporary.resolve("cache"))
                        .build();
                UnpackedModel model = ModelImport.of(System.in, "standard input")
                        .temporaryRoot(temporary)
                        .unpack()) {
            System.out.println(audmodel.publish(PublishRequest.of(model.folder(), "large", Version.of("1.0.0"))));
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
    }
}
