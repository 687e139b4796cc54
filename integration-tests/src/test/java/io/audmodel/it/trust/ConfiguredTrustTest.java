package io.audmodel.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.health.Setting;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.signing.ExemptModels;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.SigningKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that the environment or the configuration file requires. */
class ConfiguredTrustTest {

    @TempDir
    private Path home;

    private final Map<String, String> variables = new HashMap<>();
    private final SigningKeyPair first = SigningKeyPair.generate();
    private final SigningKeyPair second = SigningKeyPair.generate();
    private Repository repository;
    private ModelId signed;
    private ModelId unsigned;

    @BeforeEach
    void publish() throws IOException {
        Files.createDirectories(home.resolve("host/models"));
        repository = new Repository("file-system", home.resolve("host").toString(), "models");
        variables.put("AUDMODEL_CACHE_ROOT", home.resolve("cache").toString());
        variables.put("AUDMODEL_REPOSITORIES", repository.toString());
        first.write(home.resolve("first.pem"), home.resolve("first.pub"), null);
        second.write(home.resolve("second.pem"), home.resolve("second.pub"), null);
        Path model = Files.createDirectory(home.resolve("model"));
        Files.writeString(model.resolve("weights"), "1");
        try (AudModel client = builder().build()) {
            signed = client.publish(
                    PublishRequest.of(model, "signed", Version.of("1.0.0")).sign(FolderSigner.of(first.signer())));
            unsigned = client.publish(PublishRequest.of(model, "unsigned", Version.of("1.0.0")));
        }
    }

    private AudModelBuilder builder() {
        return AudModel.builder().environment(Environment.of(variables, home, "anna"));
    }

    private void file(String text) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(".config")).resolve("audmodel.yaml"), text);
    }

    private void assertSignedAlone() {
        try (AudModel client = builder().build()) {
            assertThat(client.load(signed)).isDirectory();
            assertThatThrownBy(() -> client.load(unsigned)).isInstanceOf(UntrustedModelException.class);
        }
    }

    @Test
    void variable_requiresASignatureByAnyOfItsKeys() {
        variables.put("AUDMODEL_TRUST", "~/second.pub, " + home.resolve("first.pub"));

        assertSignedAlone();
        try (AudModel client = builder().build()) {
            assertThat(client.check().settings())
                    .filteredOn(setting -> setting.name().equals("trust"))
                    .singleElement()
                    .satisfies(setting -> assertThat(setting.source()).isEqualTo(Setting.Source.VARIABLE))
                    .satisfies(setting -> assertThat(setting.value())
                            .contains("at least 1 of", home.resolve("first.pub").toString()));
        }
    }

    @Test
    void variable_countsWhereRepositoryAndCacheAreInCode_andStepsBackForAPolicyThere() {
        variables.put("AUDMODEL_TRUST", home.resolve("second.pub").toString());
        try (AudModel client = builder()
                .repository(repository)
                .cacheRoot(home.resolve("other"))
                .build()) {
            assertThatThrownBy(() -> client.load(signed)).isInstanceOf(UntrustedModelException.class);
        }
        try (AudModel client =
                builder().require(SignedBy.keys(home.resolve("first.pub"))).build()) {
            assertThat(client.load(signed)).isDirectory();
            assertThat(client.check().settings())
                    .filteredOn(setting -> setting.name().equals("trust"))
                    .singleElement()
                    .satisfies(setting -> assertThat(setting.source()).isEqualTo(Setting.Source.CODE));
        }
    }

    @Test
    void file_requiresSeveralKeys_butForModelsThatAreListed() throws IOException {
        file("trust:\n  signers: [~/first.pub, ~/second.pub]\n  at_least: 2\n");
        try (AudModel client = builder().build()) {
            assertThatThrownBy(() -> client.load(signed))
                    .isInstanceOf(UntrustedModelException.class)
                    .hasMessageContaining("2 different keys");
        }
        file("trust:\n  signers: ~/first.pub\n");
        assertSignedAlone();

        String digest;
        try (AudModel client =
                builder().require(SignedBy.keys(home.resolve("first.pub"))).build()) {
            digest = ExemptModels.digest(
                    home.resolve("model"),
                    ModelIdentity.of(client.resolve(unsigned).key(), client.header(unsigned)));
        }
        Files.writeString(home.resolve("before.txt"), unsigned + " " + digest + "\n");
        file("trust:\n  signers: ~/first.pub\n  exempt: ~/before.txt\n");
        try (AudModel client = builder().build()) {
            assertThat(client.load(unsigned)).isDirectory();
        }
    }

    @Test
    void file_requiresOfOneRepository_whatItDoesNotOfOthers() throws IOException {
        Files.createDirectories(home.resolve("host/more"));
        Repository more = new Repository("file-system", home.resolve("host").toString(), "more");
        variables.put("AUDMODEL_REPOSITORIES", repository + "," + more);
        file("trust:\n  repositories:\n    '" + repository + "': {signers: ~/first.pub}\n");
        ModelId free;
        try (AudModel client = builder().repository(more).build()) {
            free = client.publish(PublishRequest.of(home.resolve("model"), "free", Version.of("1.0.0")));
        }
        assertSignedAlone();
        try (AudModel client = builder().build()) {
            assertThat(client.load(free)).isDirectory();
            assertThat(client.check().settings())
                    .filteredOn(setting -> setting.name().equals("trust"))
                    .singleElement()
                    .satisfies(setting -> assertThat(setting.value()).startsWith("of models in " + repository));
        }

        file("trust:\n  signers: ~/second.pub\n  repositories:\n    '" + repository
                + "':\n      signers: ~/first.pub\n");
        assertSignedAlone();
        try (AudModel client = builder().build()) {
            assertThatThrownBy(() -> client.load(free)).isInstanceOf(UntrustedModelException.class);
        }

        variables.put("AUDMODEL_REPOSITORIES", more.toString());
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a rule for " + repository);
        try (AudModel client = builder().repository(more).build()) {
            assertThatThrownBy(() -> client.load(free)).isInstanceOf(UntrustedModelException.class);
        }
    }

    @Test
    void variable_goesBeforeTheFile() throws IOException {
        file("trust:\n  signers: ~/second.pub\n");
        variables.put("AUDMODEL_TRUST", "~/first.pub");

        assertSignedAlone();
    }

    @Test
    void check_namesFilesThatOthersMayChangeOrReplace() throws IOException {
        file("trust:\n  signers: [~/keys/linked.pub, ~/second.pub]\n  exempt: ~/before.txt\n  repositories:\n    '"
                + repository + "': {signers: ~/first.pub}\n");
        Path keys = Files.createDirectory(home.resolve("keys"));
        Path linked = Files.createSymbolicLink(keys.resolve("linked.pub"), home.resolve("second.pub"));
        Path list = Files.createFile(home.resolve("before.txt"));
        Path rules = home.resolve(".config/audmodel.yaml");
        for (Path file : List.of(home.resolve("first.pub"), home.resolve("second.pub"), list, rules)) {
            mode(file, "rw-r--r--");
        }
        for (Path folder : List.of(home, keys, rules.getParent())) {
            mode(folder, "rwxr-xr-x");
        }
        assertThat(exposures()).isEmpty();

        Map<Path, String> kinds = Map.of(
                home.resolve("first.pub"),
                "which says whose signatures count",
                home.resolve("second.pub"),
                "which says whose signatures count",
                list,
                "which says which models need no signature",
                rules,
                "which says whose signatures are required");
        for (Map.Entry<Path, String> kind : kinds.entrySet()) {
            for (String mode : List.of("rw-rw-r--", "rw-r---w-")) {
                mode(kind.getKey(), mode);
                assertThat(exposures())
                        .contains("others than its owner may change " + kind.getKey() + ", " + kind.getValue() + " ("
                                + mode + ")")
                        .hasSize(kind.getKey().endsWith("second.pub") ? 2 : 1);
            }
            mode(kind.getKey(), "rw-r--r--");
        }
        mode(keys, "rwxrwxr-x");
        assertThat(exposures())
                .containsExactly(
                        "others than its owner may replace " + linked + ", which says whose signatures count: they may"
                                + " write to " + keys.toRealPath() + " (rwxrwxr-x)");
        Files.setAttribute(keys, "unix:mode", 01777);
        assertThat(exposures()).isEmpty();
        mode(home, "rwxrwxrwx");
        assertThat(exposures()).hasSize(5).allMatch(found -> found.contains("may replace " + home));

        variables.put("AUDMODEL_TRUST", "~/first.pub");
        assertThat(exposures()).singleElement().asString().contains(home.resolve("first.pub") + ", ");
        try (AudModel client =
                builder().require(SignedBy.keys(home.resolve("first.pub"))).build()) {
            assertThat(client.check().exposures()).isEmpty();
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private List<String> exposures() {
        try (AudModel client = builder().build()) {
            assertThat(client.check().isHealthy()).isTrue();
            return client.check().exposures();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trust: [~/first.pub]                              | has to be a mapping
            trust:                                            | has to be a mapping
            trust: {}                                         | has no 'signers'
            trust: {signers: []}                              | has no 'signers'
            trust: {signers: [{a: b}]}                        | has to be text
            trust: {signer: ~/first.pub}                      | did you mean 'signers'?
            trust: {signers: ~/first.pub, by: x}              | has no key 'by'
            trust: {signers: ~/first.pub, at_least: 0}        | '0': it is a number
            trust: {signers: ~/first.pub, at_least: two}      | 'two'
            trust: {signers: ~/first.pub, at_least: 2}        | 2 different keys are required, and 1 key is trusted
            trust: {signers: ~/none.pub}                      | cannot be read: it does not exist
            trust: {signers: ~/first.pem}                     | neither a public key nor
            trust: {signers: ~/first.pub, subjects: CN=x}     | no certificate is among
            trust: {signers: ~/first.pub, exempt: ~/none}     | none, cannot be read: it does not exist
            trust: {signers: ~/first.pub, exempt: ~/first.pub} | line 1
            trust: {signers: $HOME/first.pub}                 | $HOME
            trust: {repositories: {}}                         | has to be a mapping of repositories
            trust: {repositories: [x]}                        | has to be a mapping of repositories
            trust: {repositories: {x: {signers: ~/first.pub}}} | 'x' is not a repository
            trust: {repositories: {'s3:h#n': ~/first.pub}}    | has to be a mapping with 'signers'
            trust: {repositories: {'s3:h#n': {at_least: 1}}}  | has no 'signers'
            trust: {repositories: {'s3:h#n': {repositories: {}}}} | has no key 'repositories'
            trust: {at_least: 2, repositories: {'s3:h#n': {signers: ~/first.pub}}} | has no 'signers'
            """)
    void malformedRule_isAnError_andNoClientIsMadeWithoutIt(String text, String words) throws IOException {
        file(text + "\n");

        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @Test
    void malformedVariable_isAnError() {
        for (String value : List.of("~/none.pub", "~/first.pub,", "~/first.pub,,~/second.pub", "$KEY", "", " ")) {
            variables.put("AUDMODEL_TRUST", value);
            assertThatThrownBy(() -> builder().build()).as(value).isInstanceOf(ConfigurationException.class);
        }
    }
}
