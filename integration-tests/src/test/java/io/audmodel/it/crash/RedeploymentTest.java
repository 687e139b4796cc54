package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.servers.ApplicationServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application server takes an application out, and nothing of the library holds what is left of it. */
@Tag("one-jdk")
class RedeploymentTest {

    @Test
    void applicationThatWasTakenOut_isCollected(@TempDir Path folder) throws Exception {
        try (ApplicationServer server = new ApplicationServer()) {
            assertThat(server.frees(Redeployed.class, List.of(folder.toString())))
                    .as("threads that are left: %s", Thread.getAllStackTraces().keySet())
                    .isTrue();
        }
    }
}
