package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Documents that somebody wrote to do harm: none is obeyed, and what is wrong with it is said. */
interface HostileDocumentSuite extends OnStorage {

    /** What PyYAML's loader would run; the argument is a file that it would make. */
    private static List<String> codes(Path proof) {
        return List.of(
                "!!python/object/apply:os.system ['touch " + proof + "']",
                "!!python/object/new:os.system ['touch " + proof + "']",
                "!!python/name:os.system ''",
                "!!python/object:argparse.Namespace {a: 1}",
                "!!java.io.FileOutputStream [" + proof + "]",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]");
    }

    /** Each call fails as corrupt content, and puts nothing anywhere. */
    private static void allFail(Workshop workshop, String says, List<Consumer<AudModel>> calls) {
        for (Consumer<AudModel> call : calls) {
            AudModel client = workshop.client();
            Map<String, String> before = workshop.outsideCaches();
            assertThatExceptionOfType(CorruptContentException.class)
                    .isThrownBy(() -> call.accept(client))
                    .withMessageContaining(says);
            assertThat(workshop.outsideCaches()).isEqualTo(before);
            assertThat(FileTree.of(client.cacheRoot()).names())
                    .allMatch(name -> name.endsWith("/1.0.0.header.yaml") || name.endsWith("/.1.0.0.lock"));
        }
    }

    @Test
    default void alias_thatPointsToAPath(Workshop workshop) {
        Alias alias = new Alias("live");
        for (String target : List.of("../../../x", "../../../x-1.0.0", "/etc/passwd", "3e120e8d/../../x", "3e120e8d")) {
            workshop.write(Layouts.alias("live"), "uid: " + target + "\n");
            allFail(
                    workshop,
                    target,
                    List.of(
                            client -> client.resolveAlias(alias),
                            client -> client.load(alias),
                            client -> client.exists(alias),
                            client -> client.header(alias),
                            client -> client.meta(alias)));
        }
    }

    @Test
    default void alias_thatIsNoAlias(Workshop workshop) {
        for (String document :
                List.of("", "null\n", "- uid\n", "uid: [1]\n", "uid: 1.0\n", "id: x\n", "uid: {a: b\n")) {
            workshop.write(Layouts.alias("live"), document);
            allFail(workshop, Layouts.alias("live"), List.of(client -> client.resolveAlias(new Alias("live"))));
        }
    }

    @Test
    default void alias_andListThatCannotBeRead_areReplacedAndRemovedAllTheSame(Workshop workshop) {
        Alias alias = new Alias("live");
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        for (String document : List.of("", "- uid\n", "uid: ../../x\n", "uid: {a: b\n", "\u0000")) {
            workshop.write(Layouts.alias("live"), document);
            workshop.write(Layouts.aliases(id), document);
            client.setAlias(alias, id);
            assertThat(workshop.client().resolveAlias(alias)).isEqualTo(id);
            assertThat(workshop.client().aliases(id)).containsExactly(alias);

            workshop.write(Layouts.alias("live"), document);
            assertThat(client.removeAlias(alias)).isNull();
            assertThat(workshop.client().exists(alias)).isFalse();
        }
    }

    @Test
    default void meta_thatCannotBeRead_isReplaced(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        for (String document : List.of("- 1\n", "a: {b\n", "!!python/object:a.B {}\n", "\u0000")) {
            workshop.write(Layouts.meta(id), document);
            assertThat(workshop.client().replaceMeta(id, Map.of("k", 1)))
                    .isEqualTo(workshop.client().meta(id));
        }
    }

    @Test
    default void alias_ofALegacyModelWithItsVersion_asPythonWritesIt_isRead(Workshop workshop) {
        String legacy = "65206614-dbb7-d61a-b00c-153db7b525c0";
        workshop.write(Layouts.alias("live"), "uid: " + legacy + "-1.0.0\n");
        assertThat(workshop.client().resolveAlias(new Alias("live"))).hasToString(legacy);
    }

    @Test
    default void alias_header_meta_andLists_neverRunCode(Workshop workshop) {
        Path proof = workshop.fresh("proof");
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        for (String code : codes(proof)) {
            workshop.write(Layouts.alias("live"), "uid: " + code + "\n");
            allFail(workshop, "live", List.of(client -> client.load(new Alias("live"))));
            workshop.write(Layouts.meta(id), "a: {b: [" + code + "]}\n");
            allFail(workshop, Layouts.meta(id), List.of(client -> {
                client.header(id);
                client.meta(id);
            }));
        }
        assertThat(proof).doesNotExist();
    }

    @Test
    default void meta_thatHoldsHalfASurrogatePair_isCorrupt(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        workshop.write(Layouts.meta(id), "a: [1, \"\\ud800\"]\n");
        allFail(workshop, "half a surrogate pair", List.of(client -> {
            client.header(id);
            client.meta(id);
        }));
    }

    @Test
    default void header_neverRunsCode(Workshop workshop) {
        Path proof = workshop.fresh("proof");
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        for (String code : codes(proof)) {
            workshop.write(Layouts.header(id), header("onnx", "''", "1.0.0").replace("{}", "{a: " + code + "}"));
            allFail(
                    workshop,
                    Layouts.header(id),
                    List.of(
                            client -> client.parameters(id),
                            client -> client.header(id).id()));
            assertThat(workshop.client().load(id)).isNotEmptyDirectory();
            workshop.write(Layouts.header(id), header(code, "''", "1.0.0"));
            allFail(
                    workshop,
                    Layouts.header(id),
                    List.of(
                            client -> client.load(id),
                            client -> client.header(id),
                            client -> client.url(id, UrlType.MODEL)));
        }
        assertThat(proof).doesNotExist();
    }

    @Test
    default void header_whoseNameOrSubgroupLeavesTheRepository(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Map<String, String> hostile = Map.of(
                header("../../../esc", "''", "1.0.0"), "../../../esc",
                header("a/../../../../etc/passwd", "''", "1.0.0"), "a/../../../../etc/passwd",
                header("..", "''", "1.0.0"), "..",
                header("onnx", "~/esc", "1.0.0"), "~/esc",
                header("onnx", "_uid", "1.0.0"), "_uid",
                header("onnx", "''", "../2.0.0"), "../2.0.0");
        hostile.forEach((document, says) -> {
            workshop.write(Layouts.header(id), document);
            allFail(
                    workshop,
                    says,
                    List.of(
                            client -> client.load(id),
                            client -> client.header(id),
                            client -> client.url(id, UrlType.MODEL)));
        });
    }

    /** As in Python, what is empty between dots and slashes is not there, so that these stay where they are read. */
    @Test
    default void header_whoseNameOrSubgroupLooksLikeAWayOut_leadsNowhere(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Map<String, String> odd = Map.of(
                header("/etc/passwd", "''", "1.0.0"), "etc/passwd/" + id.shortId(),
                header("passwd", "/etc", "1.0.0"), "etc/passwd/" + id.shortId(),
                header("onnx", "../../esc", "1.0.0"), "esc/onnx/" + id.shortId());
        odd.forEach((document, folder) -> {
            workshop.write(Layouts.header(id), document);
            AudModel client = workshop.client();
            assertThat(client.url(id, UrlType.MODEL).toString())
                    .contains("/" + folder)
                    .doesNotContain("..");
            Map<String, String> before = workshop.outsideCaches();
            assertThatExceptionOfType(ObjectNotFoundException.class)
                    .isThrownBy(() -> client.load(id))
                    .withMessageContaining(folder);
            assertThat(workshop.outsideCaches()).isEqualTo(before);
        });
    }

    @Test
    default void header_ofAnotherVersion_orNone(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        for (String document : List.of(
                header("onnx", "''", "2.0.0"), "", "null\n", "[]\n", "name: onnx\n", "\u0000\u0001", "<html></html>")) {
            workshop.write(Layouts.header(id), document);
            allFail(workshop, Layouts.header(id), List.of(client -> client.load(id), client -> client.header(id)));
        }
    }

    @Test
    default void list_withWhatIsNoAlias_isReadWithoutIt_andKeepsIt(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        workshop.write(Layouts.aliases(id), "aliases:\n- ..\n- ../../x\n- live\n");
        AudModel client = workshop.client();
        assertThat(client.aliases(id)).containsExactly(new Alias("live"));
        client.setAlias(new Alias("best"), id);
        assertThat(workshop.read(Layouts.aliases(id)))
                .asString(StandardCharsets.UTF_8)
                .startsWith("aliases:\n- ..\n- ../../x\n- best\n- live\n");
    }

    @Test
    default void foreignFiles_amongTheVersions_areNoVersions(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        String folder = "_uid/" + id.shortId();
        workshop.write(folder + "/readme.txt", "not a version");
        workshop.write(folder + "/2.0.0/" + id.shortId() + "-3.0.0.header.yaml", "a name that does not fit");
        workshop.write(folder + "/x/" + id.shortId() + "-x.header.yaml", "no version");
        assertThat(client.versions(id.shortId())).containsExactly(id.version());
    }

    private static String header(String name, String subgroup, String version) {
        return "author: sphinx\ndate: 2026-11-23\nname: " + name + "\nparameters: {}\nsubgroup: " + subgroup
                + "\nversion: " + version + "\n";
    }
}
