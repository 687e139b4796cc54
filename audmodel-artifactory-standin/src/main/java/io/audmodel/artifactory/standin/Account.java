package io.audmodel.artifactory.standin;

import java.util.List;
import java.util.Set;

/**
 * The user of a request, and the user's permissions.
 *
 * @param isAnonymous whether there are users, and this is none of them
 */
record Account(String name, Set<Permission> permissions, boolean isAnonymous) {

    /** @param what is refused, such as {@code "delete/overwrite artifact 'models:a.zip'"} */
    void require(Permission permission, String what) {
        if (!permissions.contains(permission)) {
            throw new Refusal(
                    403,
                    "Not enough permissions to " + what + " (user: '" + name + "' needs " + permission
                            + " permission).");
        }
    }

    /** For what no permission gives to users who do not say who they are. */
    void requireNamed(String what) {
        if (isAnonymous) {
            throw new Refusal(401, "Authentication is required to " + what);
        }
    }

    /** The permissions as JFrog abbreviates them. */
    List<String> letters() {
        return permissions.stream().sorted().map(Permission::letter).toList();
    }
}
