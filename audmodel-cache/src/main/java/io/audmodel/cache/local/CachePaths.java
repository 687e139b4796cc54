package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where everything is in a cache. */
final class CachePaths {

    static final String HEADER_SUFFIX = ".header.yaml";
    private static final String META_SUFFIX = ".meta.yaml";
    private static final int LEGACY_LENGTH = 36;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    private final Path root;

    CachePaths(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Fails if the root is a file: some JDKs say of what would be below it only that it is not there. */
    void refuseFileAsRoot() throws NotDirectoryException {
        if (Files.isRegularFile(root)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    /** The folder of all versions of a model. */
    Path versions(String id) {
        return root.resolve(checked(id));
    }

    /** The folder of one version: the model itself. */
    Path model(ModelKey key) {
        return root.resolve(checked(key.id()) + "/" + key.version().text());
    }

    Path document(ModelKey key, Document document) {
        return root.resolve(checked(key.id()) + "/" + key.version().text() + suffix(document));
    }

    /** The notes of one kind. The Python package sees nothing that is no id. */
    Path notes(String shelf) {
        return root.resolve(".notes").resolve(checkedName(shelf));
    }

    Path note(String shelf, String name) {
        return notes(shelf).resolve(checkedName(name));
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches() || ONLY_DOTS.matcher(name).matches()) {
            throw new InvalidArgumentException("'" + name + "' cannot name a note: it has letters, digits, '.', '_' and"
                    + " '-', and something beside dots");
        }
        return name;
    }

    /** The lock of a model's folder: the file that the Python package locks too. */
    static Path lock(Path model) {
        return model.resolveSibling("." + model.getFileName() + ".lock");
    }

    /** The file whose time tells when a model was used last; the Python package does not see it. */
    static Path use(Path model) {
        return model.resolveSibling("." + model.getFileName() + ".used");
    }

    /** Where the Python package unpacks before it renames. */
    static Path pythonStaging(Path model) {
        return model.resolveSibling(model.getFileName() + "~");
    }

    private static String suffix(Document document) {
        return switch (document) {
            case HEADER -> HEADER_SUFFIX;
            case META -> META_SUFFIX;
        };
    }

    /** A version cannot leave the folder, since it begins with a digit and has no slash; of an id nothing is known. */
    private static String checked(String id) {
        if (!isId(id)) {
            throw new InvalidArgumentException("'" + id + "' is not the id of a cached model: it is a short id, such as"
                    + " 3e120e8d, or a legacy id, such as 65206614-dbb7-d61a-b00c-153db7b525c0");
        }
        return id;
    }

    /** Whether this is the name of a folder of models. */
    static boolean isId(String id) {
        boolean isId = id.length() == 8 || id.length() == LEGACY_LENGTH;
        for (int i = 0; isId && i < id.length(); i++) {
            char c = id.charAt(i);
            boolean isHex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            boolean isDashPlace = i == 8 || i == 13 || i == 18 || i == 23;
            isId = isDashPlace ? c == '-' : isHex;
        }
        return isId;
    }
}
