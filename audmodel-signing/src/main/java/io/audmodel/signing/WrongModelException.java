package io.audmodel.signing;

/**
 * The signature is good, and about another model, or about none by name: somebody put it in the place of the right one. Get
 * the signature of this model, or have it signed.
 */
public final class WrongModelException extends SigningException {

    private static final long serialVersionUID = 1L;

    WrongModelException(String message) {
        super(message, null);
    }
}
