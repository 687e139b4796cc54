package io.audmodel.it.server;

import io.audmodel.it.python.PythonInstallation;
import io.audmodel.servers.PackagedServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers of others that speak S3, from the package registries of their languages, installed once below {@code target}. */
enum Store {
    /** Of Python; plays IAM, STS and KMS as well. */
    MOTO(Map.of("access_key", "moto", "secret_key", "secret")) {
        @Override
        PackagedServer.Program program(Path folder) {
            Path installed = PythonInstallation.environment("moto", List.of("moto[server]==5.2.5"));
            String server = installed.resolve("bin/moto_server").toString();
            return port -> List.of(server, "-H", "127.0.0.1", "-p", Integer.toString(port));
        }
    },
    /** Of Rust. */
    S3S(Map.of("access_key", "s3s", "secret_key", "secret")) {
        @Override
        PackagedServer.Program program(Path folder) {
            List<String> packages = List.of("s3s-fs@0.14.1");
            Path installed = PythonInstallation.once(
                    "s3s-fs",
                    packages,
                    (made, log) -> PythonInstallation.run(
                            log,
                            "cargo",
                            "install",
                            packages.get(0),
                            "--features",
                            "binary",
                            "--root",
                            made.toString()));
            String server = installed.resolve("bin/s3s-fs").toString();
            return port -> List.of(
                    server,
                    "--host",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--access-key",
                    "s3s",
                    "--secret-key",
                    "secret",
                    folder.toString());
        }
    };

    private final Map<String, String> options;

    Store(Map<String, String> options) {
        this.options = options;
    }

    /** @param folder an existing one for objects */
    abstract PackagedServer.Program program(Path folder);

    /** @param more options of backends, beside those that let them in */
    S3Server start(Path folder, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(more);
        return PackagedServer.start(program(folder), folder, Map.of(), all);
    }
}
