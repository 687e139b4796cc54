package io.audmodel.cli;

import io.audmodel.cli.folder.FolderInUseException;
import io.audmodel.cli.trust.ConflictingFileException;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.error.NotFoundException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.formats.TargetExistsException;
import io.audmodel.formats.UnexportableModelException;
import io.audmodel.signing.ChangedFilesException;
import io.audmodel.signing.InvalidSignatureException;
import io.audmodel.signing.MalformedSignatureException;
import io.audmodel.signing.UnsignableFolderException;
import io.audmodel.signing.UnsupportedSignatureException;
import io.audmodel.signing.UntrustedSignatureException;
import io.audmodel.signing.UnusableKeyException;
import io.audmodel.signing.WrongModelException;
import io.audmodel.tidy.RepositoryRefusesException;
import java.util.List;

/** The exit statuses, for scripts to decide on. */
final class ExitStatus {

    static final int DONE = 0;
    static final int NOT_FOUND = 1;
    static final int WRONG_USAGE = 2;
    static final int FAILED = 3;
    static final int CONFLICT = 4;
    static final int CORRUPT = 5;

    /** The launcher alone ends with 6. */
    static final int UNTRUSTED = 7;

    /** The status of shells for an end by Ctrl-C. */
    static final int CANCELLED = 130;

    /** The status of shells for a writer whose reader has ended. */
    static final int READER_LEFT = 141;

    /** An offset that the launcher subtracts again, since a JVM that cannot start also ends with a small number. */
    private static final int OURS = 100;

    private static final List<Class<? extends Exception>> ARGUMENTS = List.of(
            InvalidArgumentException.class,
            UnexportableModelException.class,
            UnserializableValueException.class,
            ConfigurationException.class,
            // The tool has all backends: a missing one is mistyped.
            BackendMissingException.class,
            UnusableKeyException.class,
            UnsignableFolderException.class);
    private static final List<Class<? extends Exception>> CONFLICTS = List.of(
            AlreadyExistsException.class,
            ConflictingFileException.class,
            ConflictException.class,
            ObjectExistsException.class,
            FolderInUseException.class,
            TargetExistsException.class,
            RepositoryRefusesException.class,
            LockTimeoutException.class,
            ModelHeldException.class,
            PublishInProgressException.class);

    private static final List<Class<? extends Exception>> WITHOUT_TRUST = List.of(
            UntrustedModelException.class, UntrustedSignatureException.class, UnsupportedSignatureException.class);
    private static final List<Class<? extends Exception>> DAMAGED = List.of(
            CorruptContentException.class,
            ChangedFilesException.class,
            InvalidSignatureException.class,
            MalformedSignatureException.class,
            WrongModelException.class);

    private ExitStatus() {}

    static int of(Exception error) {
        if (error instanceof NotFoundException) {
            return NOT_FOUND;
        }
        if (isOneOf(DAMAGED, error)) {
            return CORRUPT;
        }
        if (isOneOf(WITHOUT_TRUST, error)) {
            return UNTRUSTED;
        }
        if (error instanceof OutputLostException lost) {
            return lost.readerLeft() ? READER_LEFT : FAILED;
        }
        if (error instanceof CancelledException) {
            return CANCELLED;
        }
        if (isOneOf(ARGUMENTS, error)) {
            return WRONG_USAGE;
        }
        return isOneOf(CONFLICTS, error) ? CONFLICT : FAILED;
    }

    /** The status for the launcher, which tells ours from those of the JVM. */
    static int toLauncher(int status) {
        return status < OURS ? OURS + status : status;
    }

    private static boolean isOneOf(List<Class<? extends Exception>> types, Exception error) {
        return types.stream().anyMatch(type -> type.isInstance(error));
    }
}
