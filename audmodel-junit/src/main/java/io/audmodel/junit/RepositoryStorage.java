package io.audmodel.junit;

/** Where repositories of a test keep their objects. */
public enum RepositoryStorage {
    /** In memory, where all clients of the test see them, and nobody else. */
    MEMORY,
    /**
     * In a temporary folder, where a client of the program that is tested, or another process, finds them by {@link
     * TestRepository#repository}. Faults reach only the clients of the test.
     */
    FOLDER
}
