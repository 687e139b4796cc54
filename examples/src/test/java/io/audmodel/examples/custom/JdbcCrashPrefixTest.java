package io.audmodel.examples.custom;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.CrashPrefixContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("reliability")
@Tag("one-jdk")
class JdbcCrashPrefixTest implements CrashPrefixContract {

    private final TestDatabase database = new TestDatabase();

    @Override
    public Backend connect() {
        return database.backend();
    }

    @AfterEach
    void stop() {
        database.close();
    }
}
