package io.audmodel.artifactory.standin;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Artifactory tells of files and folders.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/file-info">JFrog: File Info</a>
 * @see <a href="https://jfrog.com/help/r/jfrog-rest-apis/folder-info">JFrog: Folder Info</a>
 */
final class ItemDocument {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private final URI url;

    /** @param url of the server, with its base and no slash at its end */
    ItemDocument(URI url) {
        this.url = url;
    }

    Map<String, Object> file(ItemPath item, StoredFile file) {
        Map<String, Object> tree = common(item, file.created(), file.modified());
        Blob content = file.content();
        tree.put("downloadUri", address("", item));
        tree.put("mimeType", mimeType(item.path()));
        // A text, not a number, as the real one has it.
        tree.put("size", Long.toString(content.size()));
        Map<String, Object> checksums =
                Json.object("sha1", content.sha1(), "md5", content.md5(), "sha256", content.sha256());
        tree.put("checksums", checksums);
        tree.put("originalChecksums", checksums);
        return tree;
    }

    /** @param children by name, and whether each is a folder */
    Map<String, Object> folder(ItemPath item, StoredFile.Origin made, Map<String, Boolean> children) {
        Map<String, Object> tree = common(item, made, made);
        List<Map<String, Object>> list = new ArrayList<>();
        children.forEach((name, isFolder) -> list.add(Json.object("uri", "/" + name, "folder", isFolder)));
        tree.put("children", list);
        return tree;
    }

    private Map<String, Object> common(ItemPath item, StoredFile.Origin created, StoredFile.Origin modified) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("repo", item.repository());
        tree.put("path", "/" + item.path());
        tree.put("created", time(created.time()));
        tree.put("createdBy", created.user());
        tree.put("lastModified", time(modified.time()));
        tree.put("modifiedBy", modified.user());
        tree.put("lastUpdated", time(modified.time()));
        tree.put("uri", address("/api/storage", item));
        return tree;
    }

    /** The address of what is known of an item. */
    String uri(ItemPath item) {
        return address("/api/storage", item);
    }

    private String address(String api, ItemPath item) {
        String path = Paths.resolve(item.repository(), item.path());
        try {
            return new URI(null, null, url.getPath() + api + "/" + path, null, null)
                    .toASCIIString()
                    .transform(encoded -> url.resolve("/") + encoded.substring(1));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    static String mimeType(String path) {
        String known = URLConnection.guessContentTypeFromName(path);
        return known == null ? "application/octet-stream" : known;
    }
}
