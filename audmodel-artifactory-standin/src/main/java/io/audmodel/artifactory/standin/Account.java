package io.audmodel.artifactory.standin;

import java.util.Set;

/** Who asks, and what they may do. */
record Account(String name, Set<Permission> permissions) {

    /** @param what is refused, such as {@code "delete/overwrite artifact 'models:a.zip'"} */
    void require(Permission permission, String what) {
        if (!permissions.contains(permission)) {
            throw new Refusal(
                    403,
                    "Not enough permissions to " + what + " (user: '" + name + "' needs " + permission
                            + " permission).");
        }
    }
}
