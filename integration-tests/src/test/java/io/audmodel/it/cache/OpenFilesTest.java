package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody opens in a large archive and never closes: the memory that they hold ends no load. */
@Tag("one-jdk")
class OpenFilesTest implements OnStorage {

    private static final int WEIGHTS = 24 << 20;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void loadBesideAnOpenFile_inOneThread_doesNotWaitForIt(Workshop workshop) throws Exception {
        try (Jvm jvm = new Jvm.Launch(workshop.folder())
                .flag("-Xmx64m")
                .start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"))) {
            String id = publish(workshop);
            assertThat(jvm.ask("open-by-ranges " + id + " 1")).isEqualTo("1 all");
            assertThat(Path.of(jvm.ask("load-by-ranges " + id))).isNotEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 10", "256, 40"})
    void filesThatNobodyCloses_endByAnErrorThatNamesThem_andLoadsGoOn(int megabytes, int least, Workshop workshop)
            throws Exception {
        try (Jvm jvm = new Jvm.Launch(workshop.folder())
                .flag("-Xmx" + megabytes + "m")
                .start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"))) {
            String id = publish(workshop);
            String answer = jvm.ask("open-by-ranges " + id + " 800");
            int opened = Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
            assertThat(opened).isBetween(least, 799);
            assertThat(answer)
                    .contains(opened + " are not closed, such as ['model.onnx' of " + id)
                    .contains("close what open() returned");
            Path loaded = Path.of(jvm.ask("load-by-ranges " + id));
            assertThat(Files.size(loaded.resolve("model.onnx"))).isEqualTo(WEIGHTS);
        }
    }

    private static String publish(Workshop workshop) {
        Path model = Samples.write(workshop.fresh("model"), "open", WEIGHTS);
        ModelId id = workshop.client().publish(Worker.request(model, "1.0.0", "sphinx"));
        return id.toString();
    }
}
