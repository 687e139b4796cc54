package io.audmodel.cli;

/** Sends what the library logs to standard error; found by {@link java.util.ServiceLoader}. */
public final class ToolLoggerFinder extends System.LoggerFinder {

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ToolLogger(name);
    }
}
