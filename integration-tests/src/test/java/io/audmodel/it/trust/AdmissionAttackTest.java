package io.audmodel.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.cache.local.LocalCacheProvider;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.UnavailableException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Signer;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.signing.ExemptModels;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.SignedBy;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What somebody may try who can write to the repository, or to the cache, and what a client makes of it. */
@Tag("one-jdk")
class AdmissionAttackTest implements OnStorage {

    private final Signer signer = Signer.create();
    private final Signer stranger = Signer.create();

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    private AudModel careful(Workshop workshop) {
        return workshop.open(workshop.builder(workshop.repository()).require(signer.required()));
    }

    private ModelId published(Workshop workshop, String version) {
        return workshop.client().publish(workshop.request("onnx", version).sign(signer.folders()));
    }

    private static void assertRefused(AudModel client, ModelRef ref, String... why) {
        assertThatThrownBy(() -> client.load(ref))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContainingAll(why);
        assertThat(client.cache().list()).isEmpty();
        assertThatThrownBy(() -> client.hold(ref)).isInstanceOf(UntrustedModelException.class);
    }

    @Test
    void archiveThatIsReplacedAfterSigning_isRefused(Workshop workshop) throws IOException {
        ModelId id = published(workshop, "1.0.0");
        Path other = Samples.write(workshop.fresh("evil"), "another");
        ModelId donor = workshop.client(workshop.repository("donor"))
                .publish(PublishRequest.of(other, "donor", Version.of("1.0.0")));

        workshop.replaceArchive(
                "onnx", id, workshop.read(workshop.repository("donor"), Layouts.archive("donor", donor)));

        assertRefused(careful(workshop), id, id.toString(), "changed", "model.onnx", "Have it signed");
    }

    @Test
    void headerThatIsReplaced_isRefused(Workshop workshop) {
        ModelId id = published(workshop, "1.0.0");
        String header = new String(workshop.read(Layouts.header(id)), StandardCharsets.UTF_8);

        workshop.write(Layouts.header(id), header.replace("parameters: {}", "parameters:\n  threshold: 0.1"));

        assertRefused(careful(workshop), id, "is about", "and not about");
    }

    @Test
    void signatureOfAnotherModel_isRefused(Workshop workshop) {
        ModelId id = published(workshop, "1.0.0");
        AudModel plain = workshop.client();
        ModelId evil = plain.publish(workshop.request("onnx", "2.0.0"));

        plain.signatures(id).list().forEach(plain.signatures(evil)::put);

        assertRefused(careful(workshop), evil, "is about", id.toString());
    }

    @Test
    void signatureOfAStranger_isRefused_andNamesTheKeyThatIsRequired(Workshop workshop) {
        AudModel plain = workshop.client();
        ModelId id = plain.publish(workshop.request("onnx", "1.0.0").sign(stranger.folders()));

        assertRefused(careful(workshop), id, "the key", signer.trusted().trusted());
    }

    @Test
    void signatureThatIsRemoved_orOverwritten_letsTheModelInNoMore_whereItIsNotCached(Workshop workshop) {
        ModelId id = published(workshop, "1.0.0");
        AudModel plain = workshop.client();
        ModelSignature good = plain.signatures(id).list().get(0);

        plain.signatures(id).put(ModelSignature.of(good.mark(), "garbage".getBytes(StandardCharsets.UTF_8)));
        assertRefused(careful(workshop), id, "found is one signature, none of which counts");
        plain.signatures(id).remove(good.mark());

        assertRefused(careful(workshop), id, "there is no signature beside it");
    }

    @Test
    void signaturesThatDoNotCount_areNotInTheWayOfOneThatDoes(Workshop workshop) {
        ModelId id = published(workshop, "1.0.0");
        AudModel plain = workshop.client();
        for (int i = 0; i < 20; i++) {
            plain.signatures(id).put(ModelSignature.of(String.format("%032x", i), new byte[] {'{'}));
        }
        plain.signatures(id).put(stranger.sign(plain, id));

        assertThat(careful(workshop).load(id)).exists();
    }

    /** An older model is a good one: what is promised is who made it, and not that it is the newest. */
    @Test
    void aliasThatIsMovedToAnOlderSignedModel_isFollowed(Workshop workshop) {
        ModelId old = published(workshop, "1.0.0");
        ModelId live = published(workshop, "2.0.0");
        AudModel plain = workshop.client();
        plain.setAlias(Alias.of("live"), live);
        AudModel client = careful(workshop);
        assertThat(client.load(Alias.of("live")).resolve("model.yaml")).hasContent("seed: onnx 2.0.0\n");

        plain.setAlias(Alias.of("live"), old);

        assertThat(client.load(Alias.of("live")).resolve("model.yaml")).hasContent("seed: onnx 1.0.0\n");
        ModelId evil = plain.publish(workshop.request("onnx", "3.0.0"));
        plain.setAlias(Alias.of("live"), evil);
        assertThatThrownBy(() -> client.load(Alias.of("live"))).isInstanceOf(UntrustedModelException.class);
    }

    private static AudModelBuilder sharing(Workshop workshop, Path cache) {
        return workshop.builder(workshop.repository()).cacheRoot(cache);
    }

    @Test
    void modelThatSomebodyElsePutIntoTheCache_isJudgedBeforeItIsUsed(Workshop workshop) throws IOException {
        ModelId id = published(workshop, "1.0.0");
        Path cache = workshop.fresh("cache");
        Path model = workshop.open(sharing(workshop, cache)).load(id);
        Files.writeString(model.resolve("model.yaml"), "planted");

        AudModel client = workshop.open(sharing(workshop, cache).require(signer.required()));

        assertThatThrownBy(() -> client.load(id))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContaining("model.yaml");
        Files.writeString(model.resolve("model.yaml"), "seed: onnx 1.0.0\n");
        assertThat(client.load(id)).isEqualTo(model);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing is remembered")
    void markThatACacheNeighbourPlants_isNotBelieved(Workshop workshop) throws IOException {
        ModelId id = published(workshop, "1.0.0");
        Path cache = workshop.fresh("cache");
        AudModel client = workshop.open(sharing(workshop, cache).require(signer.required()));
        Path model = client.load(id);
        close(workshop.folder(), cache);
        client.load(id);
        Path mark = model.resolveSibling(".1.0.0.seal");
        assertThat(mark).exists();

        // From here on, others may write there: they change the model, and leave the mark as it is.
        Files.setPosixFilePermissions(model.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(model.resolve("model.yaml"), "planted");

        AudModel later = workshop.open(sharing(workshop, cache).require(signer.required()));
        assertThatThrownBy(() -> later.load(id)).isInstanceOf(UntrustedModelException.class);
    }

    /** As a user's own cache is, whatever the umask of who runs the test. */
    private static void close(Path work, Path cache) throws IOException {
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing is remembered")
    void modelOfTheOwnCache_isJudgedOnce_untilTheRulesChange(Workshop workshop) throws IOException {
        ModelId id = published(workshop, "1.0.0");
        Path cache = workshop.fresh("cache");
        Path model = workshop.open(sharing(workshop, cache).require(signer.required()))
                .load(id);
        close(workshop.folder(), cache);
        workshop.open(sharing(workshop, cache).require(signer.required())).load(id);

        // The judgement is remembered: this shows it, and nobody else could write here.
        Files.writeString(model.resolve("model.yaml"), "changed by its owner");
        workshop.open(sharing(workshop, cache).require(signer.required()).offline())
                .load(id);

        AudModel stricter = workshop.open(
                sharing(workshop, cache).require(SignedBy.atLeast(2, signer.trusted(), stranger.trusted())));
        assertThatThrownBy(() -> stricter.load(id)).isInstanceOf(UntrustedModelException.class);
    }

    /** As a prune and the Python package may do, in the moment between the judgement and the hold. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing is remembered")
    void modelThatIsReplacedBeforeItIsHeld_isJudgedAgain(Workshop workshop) throws IOException {
        ModelId id = published(workshop, "1.0.0");
        Path root = workshop.fresh("cache");
        Path model = workshop.open(sharing(workshop, root).require(signer.required()))
                .load(id);
        close(workshop.folder(), root);
        Cache real = new LocalCacheProvider().open(root);
        AtomicBoolean isReplaced = new AtomicBoolean();
        Cache replacing = (Cache) Proxy.newProxyInstance(
                Cache.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("hold") && isReplaced.compareAndSet(false, true)) {
                        Path other = Samples.write(workshop.fresh("evil"), "another");
                        Files.move(model, workshop.fresh("gone"));
                        Files.move(other, model);
                    }
                    return method.invoke(real, arguments);
                });

        AudModel client = workshop.open(
                workshop.builder(workshop.repository()).cache(replacing).require(signer.required()));

        assertThatThrownBy(() -> client.hold(id)).isInstanceOf(UntrustedModelException.class);
        assertThat(isReplaced).isTrue();
    }

    @Test
    void signaturesInTheCache_judgeWhileNoRepositoryAnswers(Workshop workshop) {
        ModelId id = published(workshop, "1.0.0");
        ModelId unsigned = workshop.client().publish(workshop.request("onnx", "2.0.0"));
        Path cache = workshop.fresh("cache");
        workshop.open(sharing(workshop, cache).require(signer.required())).load(id);
        workshop.open(sharing(workshop, cache)).load(unsigned);
        Backend backend = new DownBackend(workshop.repository());

        AudModel down = workshop.open(workshop.builder()
                .repository(workshop.repository(), backend)
                .cacheRoot(cache)
                .require(SignedBy.anyOf(stranger.required(), signer.required())));
        AudModel offline = workshop.open(
                sharing(workshop, cache).require(signer.required()).offline());

        assertThat(down.load(id)).exists();
        assertThat(offline.load(id)).exists();
        assertThatThrownBy(() -> down.load(unsigned)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> offline.load(unsigned)).isInstanceOf(OfflineException.class);
    }

    @Test
    void policyOfOneRepository_isAskedAboutItsModelsAlone(Workshop workshop) {
        Repository open = workshop.repository("open");
        Repository closed = workshop.repository("closed");
        ModelId free = workshop.client(open).publish(workshop.request("onnx", "1.0.0"));
        ModelId unsigned = workshop.client(closed).publish(workshop.request("onnx", "2.0.0"));
        ModelId signed = workshop.client(closed)
                .publish(workshop.request("onnx", "3.0.0").sign(signer.folders()));
        AudModelBuilder builder = workshop.builder(open).require(closed, signer.required());
        workshop.connect(closed);
        AudModel client = workshop.open(builder.repository(closed, workshop.connect(closed)));

        assertThat(client.load(free)).exists();
        assertThat(client.load(free)).exists();
        assertThat(client.load(signed)).exists();
        assertThatThrownBy(() -> client.load(unsigned)).isInstanceOf(UntrustedModelException.class);
        assertThatThrownBy(() -> workshop.builder(open)
                        .require(closed, signer.required())
                        .build())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("closed");
    }

    /** Which policy a model has to meet depends on where it is found. */
    @Test
    void modelOfARepositoryWithoutAPolicy_isJudgedAgainByAClientThatHasOtherRepositories(Workshop workshop)
            throws IOException {
        Repository open = workshop.repository("open");
        Repository closed = workshop.repository("closed");
        ModelId id = workshop.client(open).publish(workshop.request("onnx", "1.0.0"));
        workshop.client(closed).publish(workshop.request("onnx", "1.0.0"));
        Path cache = workshop.fresh("cache");
        AudModelBuilder first = workshop.builder(open).repository(closed, workshop.connect(closed));
        AudModel both = workshop.open(first.require(closed, signer.required()).cacheRoot(cache));
        both.load(id);
        close(workshop.folder(), cache);
        assertThat(both.load(id)).exists();

        AudModelBuilder last = workshop.builder(closed).repository(open, workshop.connect(open));
        for (AudModelBuilder other : List.of(workshop.builder(closed), last)) {
            AudModel client =
                    workshop.open(other.require(closed, signer.required()).cacheRoot(cache));
            assertThatThrownBy(() -> client.load(id)).isInstanceOf(UntrustedModelException.class);
        }
    }

    @Test
    void modelFromBeforeThereWereSignatures_isLetInAsItWasThen(Workshop workshop) throws IOException {
        AudModel plain = workshop.client();
        ModelId id = plain.publish(workshop.request("onnx", "1.0.0"));
        String digest = ExemptModels.digest(
                plain.load(id), ModelIdentity.of(plain.resolve(id).key(), plain.header(id)));
        Path list = Samples.file(workshop.folder().resolve("exempt"), "# before 2026\n\n" + id + " " + digest + "\n");
        SignedBy policy = signer.required().exempting(ExemptModels.read(list));

        assertThat(workshop.open(workshop.builder(workshop.repository()).require(policy))
                        .load(id))
                .exists();
        workshop.write(
                Layouts.header(id),
                new String(workshop.read(Layouts.header(id)), StandardCharsets.UTF_8)
                        .replace("parameters: {}", "parameters:\n  threshold: 0.1"));
        assertRefused(
                workshop.open(workshop.builder(workshop.repository()).require(policy)),
                id,
                "it would need no signature with the digest " + digest);
    }

    @Test
    void whatIsRequired_countsKeys_andNotSignatures(Workshop workshop) {
        AudModel plain = workshop.client();
        ModelId id = published(workshop, "1.0.0");
        ModelSignature good = plain.signatures(id).list().get(0);
        // The same signature under another mark is still that of one key.
        plain.signatures(id).put(ModelSignature.of("f".repeat(32), good.content()));
        SignedBy two = SignedBy.atLeast(2, signer.trusted(), stranger.trusted());
        SignedBy all = SignedBy.allOf(signer.required(), stranger.required());
        for (SignedBy policy : new SignedBy[] {two, all}) {
            assertRefused(
                    workshop.open(workshop.builder(workshop.repository()).require(policy)),
                    id,
                    "are 2 signatures",
                    "count");
        }

        plain.signatures(id).put(stranger.sign(plain, id));

        for (SignedBy policy : new SignedBy[] {two, all, SignedBy.anyOf(two, all)}) {
            try (HeldModel held = workshop.open(
                            workshop.builder(workshop.repository()).require(policy))
                    .hold(id)) {
                assertThat(held.folder()).exists();
            }
        }
    }
}
