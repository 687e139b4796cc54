package io.audmodel.cli;

/** Sends the library's log to standard error. {@link java.util.ServiceLoader} finds it. */
public final class ToolLoggerFinder extends System.LoggerFinder {

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ToolLogger(name);
    }
}
