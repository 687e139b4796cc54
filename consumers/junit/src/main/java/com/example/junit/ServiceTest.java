package com.example.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.audmodel.AudModel;
import io.audmodel.error.UnavailableException;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.RepositoryStorage;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@AudModelTest(storage = RepositoryStorage.FOLDER)
class ServiceTest {

    private static final Alias NEWEST = Alias.of("newest");

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    @BeforeEach
    void publish(TestRepository same) {
        assertSame(models, same);
        models.publish(ModelFixture.of("tiny", "1.0.0").file("weights.txt", "0.1 0.2").alias("newest"));
    }

    @Test
    void model_isLoaded() throws IOException {
        assertEquals("0.1 0.2", Files.readString(audmodel.load(NEWEST).resolve("weights.txt")));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "DAMAGED_ARCHIVES"})
    void storeFails_modelIsNotLoaded(RepositoryFault fault) {
        models.failWith(fault);

        assertThrows(RuntimeException.class, () -> audmodel.load(NEWEST));
    }

    @Nested
    class WithAnotherModel {

        private ModelId second;

        @BeforeEach
        void publish() {
            second = models.publish(ModelFixture.of("tiny", "2.0.0"));
        }

        @Test
        void aliasMovesDuringAnOutage_andIsSeenAfterwards() {
            models.failWith(RepositoryFault.UNAVAILABLE);
            models.setAlias("newest", second);
            assertThrows(UnavailableException.class, () -> audmodel.resolveAlias(NEWEST));

            models.recover();

            assertEquals(second, audmodel.resolveAlias(NEWEST));
            assertTrue(Files.exists(audmodel.load(NEWEST).resolve("model.txt")));
        }
    }
}
