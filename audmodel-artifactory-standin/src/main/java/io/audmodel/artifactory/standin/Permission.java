package io.audmodel.artifactory.standin;

/**
 * What a user may do in all repositories.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-platform-administration-documentation/permissions">JFrog: Permissions</a>
 */
public enum Permission {
    /** Read files and what is known of them. */
    READ("r"),
    /** Deploy files where there are none, and make folders. */
    DEPLOY("w"),
    /** Delete what is there, and put something else in its place: "Delete/Overwrite". */
    DELETE("d"),
    /** Set the properties of what is there: "Annotate". */
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
