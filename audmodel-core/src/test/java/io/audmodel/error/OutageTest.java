package io.audmodel.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.error.BackendException.Failure;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final Failure FAILURE = new Failure("models", "get", "a/b", "no answer");

    private final UnavailableException silent = new UnavailableException(FAILURE, null);
    private final UnavailableException untrusted = new UnavailableException(
            FAILURE, new SSLHandshakeException("no path").initCause(new CertificateException("not trusted")));

    private static RepositoriesUnavailableException all(AudModelException... failures) {
        return new RepositoriesUnavailableException("no repository answers", List.of(failures));
    }

    @Test
    void silence_isAnOutage() {
        assertThat(silent.isOutage()).isTrue();
        assertThat(new CallTimeoutException("too late").isOutage()).isTrue();
        assertThat(all(silent, silent).isOutage()).isTrue();
    }

    @Test
    void serverWithACertificateThatIsNotTrusted_isThere() {
        assertThat(untrusted.isOutage()).isFalse();
        assertThat(all(silent, untrusted).isOutage()).isFalse();
    }

    @Test
    void otherErrors_areNone() {
        assertThat(new InvalidArgumentException("no such name").isOutage()).isFalse();
        assertThat(new AccessDeniedException(FAILURE, null).isOutage()).isFalse();
    }
}
