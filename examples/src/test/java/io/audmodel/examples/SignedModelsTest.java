package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SignerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedModelsTest {

    /** Stands for a device: the test runs where there may be no OpenSSL. */
    private static final String DEVICE = """
            public class Device {
                public static void main(String[] args) throws Exception {
                    byte[] key = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(args[0]));
                    var signature = java.security.Signature.getInstance("SHA256withECDSA");
                    signature.initSign(java.security.KeyFactory.getInstance("EC")
                            .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(key)));
                    signature.update(System.in.readAllBytes());
                    System.out.write(signature.sign());
                    System.out.flush();
                }
            }
            """;

    private final Repository repository = new Repository("memory", "here", "models");
    private final Backend backend = new InMemoryBackend();

    @TempDir
    private Path work;

    private KeyPair keys;
    private KeyPair others;

    @BeforeEach
    void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        keys = generator.generateKeyPair();
        others = generator.generateKeyPair();
    }

    @Test
    void model_isLoadedWhenTwoWhoAreTrustedHaveSignedIt() throws Exception {
        Path folder = Files.createDirectory(work.resolve("model"));
        Files.writeString(folder.resolve("weights"), "0123456789");
        try (AudModel free = builder("free").build();
                AudModel audmodel = SignedModels.client(builder("careful"), pem(keys), pem(others))) {
            ModelId id = SignedModels.publish(
                    free,
                    PublishRequest.of(folder, "mlp", Version.of("1.0.0")),
                    PrivateKeySigner.of(others.getPrivate(), others.getPublic()));
            assertThat(SignedModels.loadApproved(audmodel, id)).isEmpty();
            SignedModels.approve(free, id, PrivateKeySigner.of(others.getPrivate(), others.getPublic()));
            assertThat(SignedModels.loadApproved(audmodel, id)).isEmpty();

            SignedModels.approve(free, id, device());

            assertThat(SignedModels.loadApproved(audmodel, id))
                    .hasValueSatisfying(
                            loaded -> assertThat(loaded.resolve("weights")).hasContent("0123456789"));
        }
    }

    private AudModelBuilder builder(String cache) {
        return AudModel.builder().repository(repository, backend).cacheRoot(work.resolve(cache));
    }

    private Path pem(KeyPair pair) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPublic().getEncoded());
        return Files.writeString(
                work.resolve(pair.hashCode() + ".pub"),
                "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void commandThatFails_isAnError() {
        ProcessSigner signer = new ProcessSigner(Signatory.ofKey(keys.getPublic()), List.of("false"));

        assertThatThrownBy(() -> FolderSigner.of(signer)
                        .sign(Files.createFile(work.resolve("a")).getParent()))
                .isInstanceOf(SignerFailedException.class);
    }

    private ProcessSigner device() throws Exception {
        Path program = Files.writeString(work.resolve("Device.java"), DEVICE);
        Path key = Files.write(work.resolve("key"), keys.getPrivate().getEncoded());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessSigner(Signatory.ofKey(keys.getPublic()), List.of(java, program.toString(), key.toString()));
    }
}
