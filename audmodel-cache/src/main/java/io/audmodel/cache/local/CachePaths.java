package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.CachePermissions;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The paths in a cache, and the folders that lead to them.
 *
 * @param anchor the folder of the outermost cache; the path to it may contain links
 * @param below the folders from the anchor to the root, if this cache is part of another one; none of them is a link
 * @param permissions of what is made on the way and there
 */
record CachePaths(Path anchor, List<String> below, CachePermissions permissions) {

    static final String HEADER_SUFFIX = ".header.yaml";
    static final String NOTES = ".notes";
    static final String PARTS = ".parts";

    private static final String META_SUFFIX = ".meta.yaml";
    private static final int LEGACY_LENGTH = 36;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    CachePaths {
        below = List.copyOf(below);
    }

    CachePaths(Path anchor, List<String> below) {
        this(anchor, below, CachePermissions.ofUmask());
    }

    Path root() {
        Path root = anchor;
        for (String name : below) {
            root = root.resolve(name);
        }
        return root;
    }

    /** A cache in this one. */
    CachePaths within(String... names) {
        List<String> all = new ArrayList<>(below);
        all.addAll(List.of(names));
        return new CachePaths(anchor, all, permissions);
    }

    /** Fails if the root is a file: some JDKs report files below it only as missing. */
    void refuseFileAsRoot() throws NotDirectoryException {
        if (Files.isRegularFile(anchor)) {
            throw new NotDirectoryException(anchor.toString());
        }
    }

    /** Opens a folder below the root by the names that lead to it; without names, the root. */
    Folder open(String... names) throws IOException {
        Folder folder = Folder.root(anchor, permissions);
        for (String name : within(names).below) {
            folder = step(folder, name, false);
        }
        return folder;
    }

    /** As {@link #open}, and makes missing folders. */
    Folder make(String... names) throws IOException {
        makeAnchor();
        Folder folder = Folder.root(anchor, permissions);
        for (String name : within(names).below) {
            folder = step(folder, name, true);
        }
        return folder;
    }

    /** What is above the cache is no part of it, and has what the umask leaves. */
    private void makeAnchor() throws IOException {
        if (Files.isDirectory(anchor)) {
            return;
        }
        Path above = anchor.getParent();
        if (permissions.areOfUmask() || above == null) {
            Files.createDirectories(anchor);
            return;
        }
        Files.createDirectories(above);
        try (Folder folder = Folder.root(above, permissions)) {
            folder.make(anchor.getFileName().toString()).close();
        }
    }

    private static Folder step(Folder from, String name, boolean makes) throws IOException {
        try (from) {
            return makes ? from.make(name) : from.enter(name);
        }
    }

    /** The folder of one version: the model itself. */
    Path model(ModelKey key) {
        return root().resolve(checked(key.id())).resolve(key.version().text());
    }

    /** The folders below the anchor on the way to a model, and that of the model. */
    List<Path> wayTo(ModelKey key) {
        List<Path> way = new ArrayList<>();
        Path folder = anchor;
        for (String name : within(checked(key.id()), key.version().text()).below) {
            folder = folder.resolve(name);
            way.add(folder);
        }
        return way;
    }

    static String document(Version version, Document document) {
        return switch (document) {
            case HEADER -> version.text() + HEADER_SUFFIX;
            case META -> version.text() + META_SUFFIX;
            // Not for the Python package, as all that begins with a dot.
            case SIGNATURES -> "." + version.text() + ".signatures";
        };
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !ONLY_DOTS.matcher(name).matches();
    }

    /** Whether this is a name within a folder, and cannot lead elsewhere. */
    static boolean isSegment(String name) {
        try {
            Path path = Path.of(name);
            return !name.isEmpty() && path.getNameCount() == 1 && !path.isAbsolute() && !DOTS.contains(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static String checkedName(String name) {
        if (!isName(name)) {
            throw new InvalidArgumentException("'" + name + "' cannot name a note or a part: it has letters, digits,"
                    + " '.', '_' and '-', and something beside dots");
        }
        return name;
    }

    /** The lock of a model's folder or of a document: the file that the Python package locks too. */
    static String lock(String name) {
        return "." + name + ".lock";
    }

    /** The file whose time is that of the last use; the Python package does not see it. */
    static String use(String version) {
        return "." + version + ".used";
    }

    /** The file that remembers by which rules a model was let in; the Python package does not see it. */
    static String seal(String version) {
        return "." + version + ".seal";
    }

    /** The folder in which the Python package unpacks before it renames. */
    static String pythonStaging(String name) {
        return name + "~";
    }

    /** A version cannot leave the folder, since it begins with a digit and has no slash; an id has to be checked. */
    static String checked(String id) {
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

    /** The version that a file or folder is named for; empty if it is none. */
    static Optional<Version> versionOf(String name) {
        try {
            return Optional.of(Version.of(name));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
