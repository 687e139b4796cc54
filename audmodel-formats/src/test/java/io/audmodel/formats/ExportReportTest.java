package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExportReportTest {

    @Test
    void report_canBeSerialized() throws IOException, ClassNotFoundException {
        ExportReport report =
                new ExportReport(ModelId.of("3e120e8d-1.0.0"), Path.of("/data/model.zip"), ExportFormat.ZIP, 2, 8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(report);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(report);
        }
    }
}
