package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Says whose folder keeps this user out, and what that user has to do. */
final class Permissions {

    private Permissions() {}

    static String advice(Path root, AccessDeniedException denied) {
        String said = "no permission for " + denied.getFile();
        for (Path place = Path.of(denied.getFile());
                place != null && place.startsWith(root);
                place = place.getParent()) {
            if (Files.isDirectory(place) && !isOurs(place)) {
                return said + owner(place);
            }
        }
        return said;
    }

    private static boolean isOurs(Path folder) {
        return Files.isReadable(folder) && Files.isWritable(folder) && Files.isExecutable(folder);
    }

    private static String owner(Path folder) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            return "; " + folder + " belongs to " + owner + " of the group "
                    + attributes.group().getName() + " with the mode "
                    + PosixFilePermissions.toString(attributes.permissions()) + ": " + owner
                    + ", or an administrator, can open it to the group by chmod -R ug+rwX '" + folder
                    + "', and the mask 002 of all who share the cache, or AUDMODEL_CACHE_PERMISSIONS=rwxrws--- for all of"
                    + " them, keeps it open";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
