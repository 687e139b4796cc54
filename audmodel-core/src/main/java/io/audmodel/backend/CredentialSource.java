package io.audmodel.backend;

/**
 * Where the credentials of a repository come from, or where none were found. Never a value or a part of one.
 *
 * @param isFound whether there are credentials
 * @param where the names of variables, files, profiles or services; without credentials those that were searched
 */
public record CredentialSource(boolean isFound, String where) {

    /** Returns the source of credentials that there are. */
    public static CredentialSource found(String where) {
        return new CredentialSource(true, where);
    }

    /** Returns that there are none, so that requests go without. */
    public static CredentialSource none(String searched) {
        return new CredentialSource(false, searched);
    }
}
