package io.audmodel.cli.trust;

import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SigningInput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;

/** Signs by a command of the shell that has the key: it reads the bytes to sign, and writes the signature in DER. */
final class CommandSigner implements ModelSigner {

    /** Names the digest that goes with the key, such as SHA-256, for commands that have to choose one. */
    private static final String DIGEST = "AUDMODEL_DIGEST";

    /** More than a signature on any curve. */
    private static final int MOST = 1 << 10;

    private final Signatory signatory;
    private final String command;

    CommandSigner(Signatory signatory, String command) {
        this.signatory = signatory;
        this.command = command;
    }

    @Override
    public Signatory signatory() {
        return signatory;
    }

    @Override
    public byte[] sign(SigningInput input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(shell(command)).redirectError(Redirect.INHERIT);
        builder.environment().put(DIGEST, input.digestAlgorithm());
        Process process = builder.start();
        try {
            feed(process, input.message());
            byte[] signature = process.getInputStream().readNBytes(MOST);
            process.getInputStream().close();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("the command ended with status " + status);
            }
            return signature;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the command signed", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A command may end before it has read all: its status says why. */
    private static void feed(Process process, byte[] message) {
        try (OutputStream question = process.getOutputStream()) {
            question.write(message);
        } catch (IOException e) {
            System.getLogger(CommandSigner.class.getName())
                    .log(System.Logger.Level.DEBUG, "the command did not read what is to be signed", e);
        }
    }

    private static List<String> shell(String command) {
        boolean isWindows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return isWindows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
    }
}
