package io.audmodel.it.kit;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Switches the client's log off for one test. */
final class QuietExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Logger CLIENT = Logger.getLogger("io.audmodel");

    @Override
    public void beforeEach(ExtensionContext context) {
        CLIENT.setLevel(Level.OFF);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CLIENT.setLevel(null);
    }
}
