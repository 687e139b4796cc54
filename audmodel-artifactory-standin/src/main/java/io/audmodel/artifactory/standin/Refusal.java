package io.audmodel.artifactory.standin;

/** Ends the work on a request with an error, in the form that Artifactory gives it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    int status() {
        return status;
    }

    /** The text matters: it is how dohq-artifactory tells an item that is missing from an error. */
    static Refusal noSuchItem() {
        return new Refusal(404, "Unable to find item");
    }
}
