package io.audmodel.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The providers of a port that a class loader sees, and the broken service files. A foreign service file that names a
 * missing class does not hide the other providers.
 *
 * @param flaws the problems, each with its service file
 */
record Services<T>(List<T> providers, List<String> flaws) {

    /** A loader that cannot read its files may throw for ever. */
    private static final int MOST_FLAWS = 100;

    static <T> Services<T> in(ClassLoader loader, Class<T> port) {
        List<T> providers = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        Iterator<T> all = ServiceLoader.load(port, loader).iterator();
        boolean isMore = true;
        while (isMore && flaws.size() < MOST_FLAWS) {
            try {
                isMore = all.hasNext();
                if (isMore) {
                    providers.add(all.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                flaws.add(flaw(loader, port, e));
            }
        }
        return new Services<>(providers, flaws);
    }

    private static String flaw(ClassLoader loader, Class<?> port, Error error) {
        String name = "META-INF/services/" + port.getName();
        List<URL> files = files(loader, name);
        List<URL> broken =
                files.stream().filter(file -> isAbout(error.toString(), file)).toList();
        return "the service file " + (broken.isEmpty() ? name + " in one of " + files : broken) + " is broken: "
                + error;
    }

    /** The JDK names either the file or the provider in it, whose name has slashes in some errors. */
    private static boolean isAbout(String error, URL file) {
        return error.contains(file.toString()) || lines(file).stream().anyMatch(error.replace('/', '.')::contains);
    }

    private static List<URL> files(ClassLoader loader, String name) {
        try {
            return Collections.list(loader.getResources(name));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> lines(URL file) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
