package io.audmodel.servers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/** A page of what a bucket lists ({@code ListObjectsV2}). */
final class StubListing {

    private static final int PAGE = 1000;

    private StubListing() {}

    static StubAnswer of(NavigableMap<String, StubObject> objects, StubRequest request) {
        String prefix = request.query("prefix").orElse("");
        String delimiter = request.query("delimiter").orElse("");
        String after = request.query("continuation-token")
                .or(() -> request.query("start-after"))
                .orElse("");
        int most =
                Math.min(PAGE, request.query("max-keys").map(Integer::valueOf).orElse(PAGE));
        boolean encoded = request.query("encoding-type").isPresent();

        StringBuilder contents = new StringBuilder();
        TreeSet<String> folders = new TreeSet<>();
        String last = after;
        int count = 0;
        boolean truncated = false;
        String from = after.compareTo(prefix) > 0 ? after : prefix;
        for (Map.Entry<String, StubObject> entry : objects.tailMap(from, true).entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String item = end < 0 ? key : key.substring(0, end + delimiter.length());
            // A folder that a page ended with is the token of the next; all that is in it was listed by that.
            boolean seen = key.equals(after) || folders.contains(item) || item.equals(after);
            if (!seen && count == most) {
                truncated = true;
                break;
            }
            if (!seen) {
                count++;
                last = item;
                if (end < 0) {
                    contents.append(described(entry.getValue(), text(key, encoded)));
                } else {
                    folders.add(item);
                }
            }
        }
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>" + truncated + "</IsTruncated>")
                .append("<KeyCount>" + count + "</KeyCount><MaxKeys>" + most + "</MaxKeys><Prefix>")
                .append(text(prefix, encoded))
                .append("</Prefix>")
                .append(encoded ? "<EncodingType>url</EncodingType>" : "")
                .append(contents);
        folders.forEach(folder ->
                xml.append("<CommonPrefixes><Prefix>" + text(folder, encoded)).append("</Prefix></CommonPrefixes>"));
        if (truncated) {
            xml.append("<NextContinuationToken>" + escaped(last) + "</NextContinuationToken>");
        }
        return StubAnswer.xml(200, xml.append("</ListBucketResult>").toString());
    }

    private static String described(StubObject object, String key) {
        return "<Contents><Key>" + key + "</Key><LastModified>" + object.modified() + "</LastModified><ETag>"
                + escaped(object.etag()) + "</ETag><Size>" + object.size()
                + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }

    private static String text(String key, boolean encoded) {
        return encoded ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/") : escaped(key);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
