package io.audmodel.artifactory.standin;

/**
 * A permission of a user in all repositories.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-platform-administration-documentation/permissions">JFrog: Permissions</a>
 */
public enum Permission {
    /** Read files and their descriptions. */
    READ("r"),
    /** Deploy new files, and make folders. */
    DEPLOY("w"),
    /** Delete and overwrite files: "Delete/Overwrite". */
    DELETE("d"),
    /** Set properties of files: "Annotate". */
    ANNOTATE("n"),
    /** Make and remove repositories, as administrators do. */
    MANAGE("m");

    private final String letter;

    Permission(String letter) {
        this.letter = letter;
    }

    String letter() {
        return letter;
    }
}
