package io.audmodel.examples;

import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SigningInput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * Signs by a command that has the key, such as {@code openssl dgst -sha256 -sign key.pem}: it reads the bytes to sign, and
 * writes the signature.
 */
final class ProcessSigner implements ModelSigner {

    private final Signatory signatory;
    private final List<String> command;

    /** @param signatory whose key the command has */
    ProcessSigner(Signatory signatory, List<String> command) {
        this.signatory = signatory;
        this.command = List.copyOf(command);
    }

    @Override
    public Signatory signatory() {
        return signatory;
    }

    @Override
    public byte[] sign(SigningInput input) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        try (OutputStream question = process.getOutputStream()) {
            question.write(input.message());
        }
        byte[] signature = process.getInputStream().readAllBytes();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command.get(0) + " ended with " + status);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " signed", e);
        }
        return signature;
    }
}
