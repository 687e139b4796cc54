package com.example.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.audmodel.junit.AudModelTest;
import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of this project, and ends with 1 if one fails or the extension is not in the module that it should be in. */
public final class Main {

    private static final int TESTS = 6;

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println(Main.class.getModule() + ", JUnit " + version());
        if (!String.valueOf(Main.class.getModule().getName()).equals(arguments[0])
                || AudModelTest.class.getModule().isNamed() != Main.class.getModule().isNamed()) {
            throw new IllegalStateException("these tests should run in the module " + arguments[0]);
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(ServiceTest.class), selectClass(StoresTest.class))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true));
        System.out.println(summary.getTestsSucceededCount() + " tests succeeded");
        System.exit(summary.getTestsSucceededCount() == TESTS && summary.getTotalFailureCount() == 0 ? 0 : 1);
    }

    private static String version() {
        String ofModule = org.junit.jupiter.api.Test.class.getPackage().getImplementationVersion();
        return ofModule == null
                ? org.junit.jupiter.api.Test.class
                        .getModule()
                        .getDescriptor()
                        .rawVersion()
                        .orElse("of an unknown version")
                : ofModule;
    }
}
