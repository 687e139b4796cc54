package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds text that names a folder which nobody means: most programs that are given it would make that folder. */
final class PathText {

    private static final Pattern HOME_OF_ANOTHER = Pattern.compile("~[^/]+(?:/.*)?", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\".*\"|'.*'", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);
    private static final Pattern EXPANDED_BY_SHELLS =
            Pattern.compile("\\$[{(]?[A-Za-z_][A-Za-z0-9_]*[})]?|%[A-Za-z_][A-Za-z0-9_()]*%");

    private PathText() {}

    /** @throws ConfigurationException if something else is meant than a path of that name */
    static void requireMeant(String text) {
        if (text.isEmpty()) {
            throw new ConfigurationException("the path is empty, as a variable that is not set makes it: write a path,"
                    + " with . for the working folder");
        }
        if (HOME_OF_ANOTHER.matcher(text).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' begins with the home of another user, which is not looked up:"
                            + " write it in full, or ./" + text + " if the folder has that name");
        }
        if (QUOTED.matcher(text).matches()) {
            throw new ConfigurationException(text + " has quotation marks, which are part of the path here: leave them"
                    + " out, as in a file of variables for containers");
        }
        if (URL.matcher(text).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' is a URL, and no path of a file system: write a path, such as /data/models");
        }
        if (!text.equals(text.strip())) {
            throw new ConfigurationException(
                    "'" + text + "' begins or ends with a blank, which is part of the path here: leave it out");
        }
    }

    /**
     * A folder that really has such a name exists.
     *
     * @throws ConfigurationException if the path holds a variable in the syntax of a shell
     */
    static void requireExpanded(Path path) {
        for (Path part = path; part != null; part = part.getParent()) {
            Matcher variable = EXPANDED_BY_SHELLS.matcher(String.valueOf(part.getFileName()));
            if (variable.find() && Files.notExists(part)) {
                throw new ConfigurationException("'" + path + "' holds " + variable.group()
                        + ", which only a shell replaces: write the path in full, with ~ for the home folder; if "
                        + part + " really is a folder, make it first");
            }
        }
    }
}
