package io.audmodel.artifactory.standin;

/** A path in a repository. */
record ItemPath(String repository, String path) {

    /** @param text {@code repository/path}, with slashes too many perhaps */
    static ItemPath of(String text) {
        String normal = Paths.normal(text);
        int slash = normal.indexOf('/');
        return slash < 0
                ? new ItemPath(normal, "")
                : new ItemPath(normal.substring(0, slash), normal.substring(slash + 1));
    }

    /** As Artifactory's messages show it. */
    @Override
    public String toString() {
        return repository + ":" + path;
    }
}
