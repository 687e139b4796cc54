package io.audmodel.cli;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jars of backends that are not in the tool. They are found by their service files, like its own, through the context
 * class loader of the thread that runs the command.
 */
final class PluginFolder {

    private static final String VARIABLE = "AUDMODEL_PLUGINS";

    /** Set by the launcher of an installed tool: the folder beside it. */
    private static final String PROPERTY = "audmodel.plugins";

    private PluginFolder() {}

    /** @throws ConfigurationException if the folder that the variable names cannot be read */
    static void open() {
        Optional<Path> chosen = Environment.system().pathInVariable(VARIABLE);
        if (chosen.isPresent()) {
            open(chosen.get());
            return;
        }
        String installed = System.getProperty(PROPERTY, "");
        if (!installed.isEmpty() && Files.isDirectory(Path.of(installed))) {
            open(Path.of(installed));
        }
    }

    private static void open(Path folder) {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : files) {
                jars.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(folder.toString(), e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the folder for plug-ins " + folder + " cannot be read: correct or unset " + VARIABLE, e);
        }
        if (!jars.isEmpty()) {
            // Open until the process ends.
            URLClassLoader loader =
                    new URLClassLoader("plugins", jars.toArray(URL[]::new), PluginFolder.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
        }
    }
}
