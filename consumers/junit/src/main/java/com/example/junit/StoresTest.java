package com.example.junit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.audmodel.junit.AudModelExtension;
import io.audmodel.junit.ModelFixture;
import io.audmodel.model.ModelId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoresTest {

    @RegisterExtension
    static final AudModelExtension SHARED =
            AudModelExtension.builder().repositories("production", "archive").build();

    @RegisterExtension
    final AudModelExtension own = AudModelExtension.builder().build();

    private static ModelId id;

    @BeforeAll
    static void publish() {
        id = SHARED.repository("archive").publish(ModelFixture.of("tiny", "1.0.0"));
    }

    @Test
    void sharedStores_haveWhatTheClassPublished() {
        assertTrue(SHARED.client().exists(id));
        assertFalse(SHARED.client("production").exists(id));
    }

    @Test
    void storeOfTheTest_isEmpty() {
        assertFalse(own.client().exists(id));
    }
}
