package io.audmodel.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names, and the Java that runs it. */
final class ToolVersion implements IVersionProvider {

    static String ofTool() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(unpacked)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "audmodel " + ofTool() + ", Java " + Runtime.version() + " of " + System.getProperty("java.vendor")
        };
    }
}
