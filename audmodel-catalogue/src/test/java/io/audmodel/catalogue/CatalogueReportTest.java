package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueReportTest {

    @Test
    void report_canBeSerialized() throws IOException, ClassNotFoundException {
        CatalogueReport report =
                new CatalogueReport(URI.create("s3://models/catalogue/index.html"), 1, 2, 3, 2, 0, List.of("why"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(report);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(report);
        }
    }
}
