package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import io.audmodel.trust.ModelSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths in a repository: the layout of the Python package. Only this class knows it. */
public final class Layout {

    private static final String PUBLISHING = ".publishing-";
    private static final String RETIRING = ".retiring-";
    private static final String TAKEN_OVER = ".taken-over-";

    private static final String SIGNATURE = ".sig";

    private static final Pattern SLASH = Pattern.compile("/");

    private Layout() {}

    public static ObjectPath archive(ModelKey key, ModelHeader header) {
        List<String> folders = new ArrayList<>(header.subgroup().parts());
        // Python publishes names with slashes, and drops empty parts when it joins paths.
        SLASH.splitAsStream(header.name()).filter(part -> !part.isEmpty()).forEach(folders::add);
        folders.addAll(List.of(key.id(), key.version().text(), key + ".zip"));
        return new ObjectPath(String.join("/", folders));
    }

    public static ObjectPath header(ModelKey key) {
        return version(key).child(key + ".header.yaml");
    }

    public static ObjectPath meta(ModelKey key) {
        return version(key).child(key + ".meta.yaml");
    }

    /** The announcement of a publisher; Python ignores it. */
    public static ObjectPath announcement(ModelKey key, String publisher) {
        return version(key).child(key + PUBLISHING + publisher);
    }

    public static boolean isAnnouncement(ModelKey key, ObjectPath path) {
        return path.name().startsWith(key + PUBLISHING);
    }

    /** The copy of its header that a publisher leaves which took over; Python ignores it. */
    public static ObjectPath succession(ModelKey key, String publisher) {
        return version(key).child(key + TAKEN_OVER + publisher);
    }

    public static boolean isSuccession(ModelKey key, ObjectPath path) {
        return path.name().startsWith(key + TAKEN_OVER);
    }

    /** The notice of somebody who is about to retire a version; Python ignores it. */
    public static ObjectPath retirement(ModelKey key, String nonce) {
        return version(key).child(key + RETIRING + nonce);
    }

    public static boolean isRetirement(ModelKey key, ObjectPath path) {
        return path.name().startsWith(key + RETIRING);
    }

    /** The object by which a repository refuses to be tidied; its content says why. Python ignores it. */
    public static ObjectPath refusal() {
        return ObjectPath.of("_tidy", "refused.txt");
    }

    /** The folder with what was removed, an object for each removal; Python ignores it. */
    public static ObjectPath removals() {
        return ObjectPath.of("_tidy", "removed");
    }

    /** A signature of a model; Python ignores it. */
    static ObjectPath signature(ModelKey key, String mark) {
        return version(key).child(key + "." + mark + SIGNATURE);
    }

    /** The mark of the signature of this model at this path; empty for any other object. */
    public static Optional<String> markOfSignature(ModelKey key, ObjectPath path) {
        String name = path.name();
        String begin = key + ".";
        return Optional.of(name)
                .filter(text -> text.startsWith(begin) && text.endsWith(SIGNATURE))
                .map(text ->
                        text.substring(begin.length(), Math.max(begin.length(), text.length() - SIGNATURE.length())))
                .filter(ModelSignature::isMark)
                .filter(mark -> path.equals(signature(key, mark)));
    }

    /** The folder with the header and the metadata of a model. */
    public static ObjectPath version(ModelKey key) {
        return versions(key.id()).child(key.version().text());
    }

    public static ObjectPath aliases(ModelKey key) {
        String folder = key.id() + ".aliases";
        return ObjectPath.of("_uid", folder, key.version().text(), folder + "-" + key.version() + ".yaml");
    }

    public static ObjectPath alias(Alias alias) {
        Objects.requireNonNull(alias, "the alias is null");
        return ObjectPath.of("_alias", alias.name(), "1.0.0", alias + "-1.0.0.alias.yaml");
    }

    /** The folder with the headers and metadata of all versions of a short or legacy id. */
    static ObjectPath versions(String id) {
        return ObjectPath.of("_uid", id);
    }

    /** The version whose header this is; empty for any other object. */
    static Optional<Version> versionOfHeader(ObjectInfo object) {
        return keyOfHeader(object).map(ModelKey::version);
    }

    /** The model whose header this is; empty for any other object. */
    public static Optional<ModelKey> keyOfHeader(ObjectInfo object) {
        Matcher matcher = Forms.HEADER.matcher(object.path().text());
        return matcher.matches() && Fence.isHeader(object)
                ? Optional.of(new ModelKey(matcher.group(1), Version.of(matcher.group(2))))
                : Optional.empty();
    }

    /** The model that this object is a part of, or was to be: an archive, or one beside a header; empty for any other. */
    public static Optional<ModelKey> keyOfPart(ObjectPath path) {
        return Stream.of(Forms.BESIDE_HEADER, Forms.ARCHIVE, Forms.ALIASES)
                .map(pattern -> pattern.matcher(path.text()))
                .filter(Matcher::matches)
                .map(matcher -> new ModelKey(matcher.group(1), Version.of(matcher.group(2))))
                .filter(key -> isPart(key, path))
                .findFirst();
    }

    private static boolean isPart(ModelKey key, ObjectPath path) {
        boolean isArchive = path.name().equals(key + ".zip") && !path.startsWith(headers());
        return isArchive
                || path.equals(aliases(key))
                || path.equals(header(key))
                || path.equals(meta(key))
                || path.startsWith(version(key))
                        && (isRetirement(key, path)
                                || isAnnouncement(key, path)
                                || isSuccession(key, path)
                                || markOfSignature(key, path).isPresent());
    }

    /** The folder with the headers of all models. */
    public static ObjectPath headers() {
        return ObjectPath.of("_uid");
    }

    /** A page about all models, which Python never lists: no subgroup may be this folder alone, and no id has this name. */
    public static ObjectPath catalogue() {
        return headers().child("index.html");
    }

    /** A path at which nothing ever is, as the store says to all who may read. */
    static ObjectPath neverThere() {
        return headers().child("health-check");
    }

    /** The folder with all aliases. */
    public static ObjectPath aliases() {
        return ObjectPath.of("_alias");
    }

    /** The alias at this path; empty for any other file. */
    public static Optional<Alias> aliasAt(ObjectPath path) {
        Matcher matcher = Forms.ALIAS.matcher(path.text());
        try {
            return matcher.matches() ? Optional.of(Alias.of(matcher.group(1))) : Optional.empty();
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }

    /** What paths look like that a list names. Apart: a load by id lists nothing, and its start would compile them in vain. */
    private static final class Forms {

        private static final String ID = "([0-9a-f]{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
        private static final String VERSION = "/([0-9][A-Za-z0-9.+_-]*)/";
        static final Pattern HEADER = Pattern.compile("_uid/" + ID + VERSION + "\\1-\\2\\.header\\.yaml");
        static final Pattern ARCHIVE = Pattern.compile("(?:[^/]+/)+" + ID + VERSION + "\\1-\\2\\.zip");
        static final Pattern BESIDE_HEADER = Pattern.compile("_uid/" + ID + VERSION + "\\1-\\2\\.[^/]+");
        static final Pattern ALIASES =
                Pattern.compile("_uid/" + ID + "\\.aliases" + VERSION + "\\1\\.aliases-\\2\\.yaml");
        static final Pattern ALIAS = Pattern.compile("_alias/([^/]+)/1\\.0\\.0/\\1-1\\.0\\.0\\.alias\\.yaml");
    }
}
