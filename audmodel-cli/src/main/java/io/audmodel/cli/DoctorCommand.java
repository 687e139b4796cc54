package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.cli.trust.KeyCheck;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audmodel doctor}. */
@Command(
        header = "Tries repositories and cache, and says what is wrong and what to do about it.",
        description =
                "Prints what works, where each setting came from, which credentials were found where (never their values),"
                        + " and what is not well, with its cure. Ends with 0 only if all is well. Each repository is sent"
                        + " one read, all at once, within 5 seconds or a shorter --call-timeout. Nothing is changed, but a missing cache folder is made.",
        footer = {"", "Example: audmodel doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "A private key to sign with: say as well whether it can be used, and whether others may read its"
                            + " file. Its password is not asked for; may be given several times.")
    private List<Path> keys = new ArrayList<>();

    DoctorCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            ClientHealth health =
                    audmodel.withCallTimeout(root.timeoutOfChecks()).check();
            Map<RepositoryHealth, Optional<CredentialSource>> credentials = new HashMap<>();
            health.repositories().forEach(repository -> credentials.put(repository, credentials(repository)));
            List<Finding> findings =
                    new Diagnosis(health, credentials::get).findings(audmodel.hasDefaultRepositories());
            List<KeyCheck> checked = keys.stream().map(KeyCheck::of).toList();
            checked.stream().flatMap(DoctorCommand::findings).forEach(findings::add);
            DoctorReport report = new DoctorReport(health, credentials::get, checked, findings);
            root.output().print(report.lines(), report.asMap());
            return findings.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        } catch (ConfigurationException | InvalidArgumentException e) {
            List<Finding> findings = List.of(new Finding(
                    Wording.ofTool(e.getMessage()),
                    "correct it there; nothing was asked, since all else depends on it"));
            root.output().print(DoctorReport.withVersions(findings), DoctorReport.mapOf(findings));
            return ExitStatus.WRONG_USAGE;
        }
    }

    private static Stream<Finding> findings(KeyCheck key) {
        return key.problem() == null || key.cure() == null
                ? Stream.empty()
                : Stream.of(new Finding(key.problem(), key.cure()));
    }

    /** What its backend says; a backend that cannot say it has said why already. */
    private static Optional<CredentialSource> credentials(RepositoryHealth checked) {
        Repository repository = checked.repository().repository();
        BackendSettings settings = new BackendSettings(
                checked.repository().options(), Environment.system(), Path.of(System.getProperty("java.io.tmpdir")));
        try {
            return ServiceLoader.load(BackendProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(provider -> provider.names().contains(repository.backend()))
                    .findFirst()
                    .flatMap(provider -> provider.credentials(repository, settings));
        } catch (AudModelException e) {
            return Optional.empty();
        }
    }
}
