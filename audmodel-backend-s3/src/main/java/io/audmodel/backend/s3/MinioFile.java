package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.backend.support.IniFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the section of one host from the file that the Python package reads by configparser. */
final class MinioFile {

    private MinioFile() {}

    /** @return empty without such a section */
    static Map<String, String> section(Environment environment, String host) {
        return location(environment)
                .map(file -> IniFile.read(file).section(host))
                .orElse(Map.of());
    }

    static Optional<Path> location(Environment environment) {
        return environment
                .pathInVariable("MINIO_CONFIG_FILE")
                .or(() -> environment.inHome(".config/audbackend/minio.cfg"));
    }
}
