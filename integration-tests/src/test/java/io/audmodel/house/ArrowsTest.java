package io.audmodel.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the arrows point inward, and each library stays in the one package that hides it. */
@Tag("one-jdk")
class ArrowsTest {

    private static final String ERROR = "io.audmodel.error";
    private static final String VALUE = "io.audmodel.value";
    private static final String MODEL = "io.audmodel.model";
    private static final String DEADLINE = "io.audmodel.deadline";
    private static final String BACKEND = "io.audmodel.backend";
    private static final String SUPPORT = "io.audmodel.backend.support";
    private static final String CACHE = "io.audmodel.cache";
    private static final String EVENT = "io.audmodel.event";
    private static final String JFR = "io.audmodel.event.jfr";
    private static final String DELIVERY = "io.audmodel.event.delivery";
    private static final String SERIALIZER = "io.audmodel.serializer";
    private static final String ARCHIVE = "io.audmodel.archive";
    private static final String PACK = "io.audmodel.archive.pack";
    private static final String UNPACK = "io.audmodel.archive.unpack";
    private static final String ARCHIVE_SUPPORT = "io.audmodel.archive.support";
    private static final String BINDING = "io.audmodel.binding";
    private static final String CALL = "io.audmodel.call";
    private static final String STORE = "io.audmodel.store";
    private static final String CLAIM = "io.audmodel.claim";
    private static final String FETCH = "io.audmodel.fetch";
    private static final String CONFIG = "io.audmodel.config";
    private static final String PLUGIN = "io.audmodel.plugin";
    private static final String LAYERS = "io.audmodel.layers";
    private static final String FOLLOW = "io.audmodel.follow";
    private static final String POLL = "io.audmodel.follow.poll";
    private static final String HEALTH = "io.audmodel.health";
    private static final String TRUST = "io.audmodel.trust";
    private static final String INVENTORY = "io.audmodel.inventory";
    private static final String DRY_RUN = "io.audmodel.dryrun";
    private static final String ADMISSION = "io.audmodel.admission";

    /** What is not an annotation of Jackson stays in the binding. */
    private static final String JSON = "com.fasterxml.jackson.annotation";

    /** Package to what it may know beside itself, the JDK and the annotations for nullness. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(ERROR, List.of()),
            Map.entry(VALUE, List.of(ERROR, JSON)),
            Map.entry(MODEL, List.of(VALUE, ERROR, JSON)),
            Map.entry(DEADLINE, List.of(ERROR)),
            Map.entry(BACKEND, List.of(DEADLINE, MODEL, ERROR)),
            Map.entry(EVENT, List.of(MODEL)),
            Map.entry(DELIVERY, List.of(EVENT, MODEL, ERROR)),
            Map.entry(JFR, List.of(EVENT, DELIVERY, "jdk.jfr")),
            Map.entry(SUPPORT, List.of(DELIVERY, BACKEND, MODEL, ERROR, "javax.net.ssl")),
            Map.entry(CACHE, List.of(MODEL, ERROR)),
            Map.entry(SERIALIZER, List.of(ERROR)),
            Map.entry("io.audmodel.serializer.yaml", List.of(SERIALIZER, VALUE, ERROR, "org.snakeyaml.engine..")),
            Map.entry(ARCHIVE, List.of(MODEL, ERROR)),
            Map.entry(PACK, List.of(ARCHIVE, SUPPORT, BACKEND, MODEL, ERROR)),
            Map.entry(UNPACK, List.of(ARCHIVE, SUPPORT, BACKEND, MODEL, ERROR)),
            Map.entry(ARCHIVE_SUPPORT, List.of(ARCHIVE, PACK, UNPACK, BACKEND, MODEL, ERROR)),
            Map.entry(BINDING, List.of(VALUE, ERROR, "com.fasterxml.jackson..")),
            Map.entry(CALL, List.of(SUPPORT, DELIVERY, BACKEND, DEADLINE, MODEL, ERROR)),
            Map.entry(TRUST, List.of(MODEL, ERROR, JSON)),
            Map.entry(ADMISSION, List.of(TRUST, STORE, CACHE, UNPACK, SUPPORT, BACKEND, DEADLINE, MODEL, ERROR)),
            Map.entry(
                    STORE,
                    List.of(
                            INVENTORY,
                            TRUST,
                            HEALTH,
                            CALL,
                            EVENT,
                            DELIVERY,
                            SUPPORT,
                            BACKEND,
                            DEADLINE,
                            CACHE,
                            SERIALIZER,
                            ARCHIVE,
                            VALUE,
                            MODEL,
                            ERROR)),
            Map.entry(HEALTH, List.of(CACHE, MODEL, ERROR, JSON)),
            Map.entry(CLAIM, List.of(INVENTORY, STORE, CALL, ARCHIVE, BACKEND, MODEL, ERROR)),
            Map.entry(INVENTORY, List.of(BACKEND, MODEL, ERROR)),
            Map.entry(DRY_RUN, List.of(ARCHIVE_SUPPORT, CALL, BACKEND, MODEL, ERROR)),
            Map.entry(FETCH, List.of(STORE, CALL, DELIVERY, UNPACK, ARCHIVE, SUPPORT, BACKEND, DEADLINE, MODEL, ERROR)),
            // The configuration file is YAML for the Python package's sake, and YAML is what a client has if nothing is
            // chosen.
            Map.entry(
                    CONFIG,
                    List.of(
                            TRUST,
                            HEALTH,
                            CALL,
                            BACKEND,
                            CACHE,
                            SERIALIZER,
                            "io.audmodel.serializer.yaml",
                            MODEL,
                            ERROR)),
            Map.entry(PLUGIN, List.of(TRUST, BACKEND, CACHE, SERIALIZER, MODEL, ERROR)),
            Map.entry(LAYERS, List.of(DRY_RUN, CONFIG, PLUGIN, CALL, HEALTH, BACKEND, CACHE, MODEL, ERROR)),
            Map.entry(FOLLOW, List.of(MODEL, JSON)),
            Map.entry(POLL, List.of(FOLLOW, STORE, CALL, EVENT, DELIVERY, CACHE, MODEL, ERROR)),
            Map.entry(
                    "io.audmodel",
                    List.of(
                            TRUST,
                            ADMISSION,
                            CALL,
                            STORE,
                            CLAIM,
                            INVENTORY,
                            DRY_RUN,
                            FETCH,
                            CONFIG,
                            PLUGIN,
                            LAYERS,
                            EVENT,
                            DELIVERY,
                            FOLLOW,
                            POLL,
                            HEALTH,
                            JFR,
                            "io.audmodel.serializer.yaml",
                            BACKEND,
                            DEADLINE,
                            CACHE,
                            SERIALIZER,
                            ARCHIVE,
                            PACK,
                            UNPACK,
                            BINDING,
                            VALUE,
                            MODEL,
                            ERROR,
                            JSON)),
            Map.entry("io.audmodel.backend.fs", List.of(SUPPORT, BACKEND, MODEL, ERROR)),
            Map.entry(
                    "io.audmodel.backend.s3",
                    List.of(
                            SUPPORT,
                            BACKEND,
                            MODEL,
                            ERROR,
                            "software.amazon.awssdk..",
                            "javax.net.ssl",
                            "javax.xml.parsers",
                            "javax.xml.stream",
                            "org.xml.sax..")),
            Map.entry(
                    "io.audmodel.backend.artifactory",
                    List.of(
                            SUPPORT,
                            BACKEND,
                            MODEL,
                            ERROR,
                            "org.jfrog.artifactory.client..",
                            "org.apache.http..",
                            "com.fasterxml.jackson..",
                            "javax.net.ssl")),
            Map.entry("io.audmodel.cache.local", List.of(CACHE, MODEL, ERROR, "com.sun.jna..")),
            Map.entry(
                    "io.audmodel.artifactory.standin", List.of("com.fasterxml.jackson..", "com.sun.net.httpserver..")),
            // The tool is a caller: it knows what is exported.
            Map.entry(
                    "io.audmodel.cli",
                    List.of(
                            "io.audmodel.cli.folder",
                            "io.audmodel.cli.trust",
                            "io.audmodel.signing",
                            TRUST,
                            "io.audmodel",
                            "io.audmodel.catalogue",
                            "io.audmodel.formats",
                            "io.audmodel.tidy",
                            INVENTORY,
                            DRY_RUN,
                            ARCHIVE_SUPPORT,
                            HEALTH,
                            SUPPORT,
                            BACKEND,
                            CACHE,
                            SERIALIZER,
                            VALUE,
                            MODEL,
                            ERROR,
                            "picocli..",
                            "com.fasterxml.jackson.core..")),
            Map.entry("io.audmodel.cli.folder", List.of(ARCHIVE_SUPPORT, SERIALIZER, MODEL, ERROR)),
            Map.entry(
                    "io.audmodel.cli.trust",
                    List.of(
                            "io.audmodel",
                            "io.audmodel.signing",
                            TRUST,
                            BACKEND,
                            MODEL,
                            ERROR,
                            "javax.security.auth.x500")),
            Map.entry(
                    "io.audmodel.junit",
                    List.of(
                            "io.audmodel",
                            BACKEND,
                            MODEL,
                            ERROR,
                            "org.junit.jupiter..",
                            "org.junit.platform.commons..")),
            Map.entry(
                    "io.audmodel.signing",
                    List.of(
                            SUPPORT,
                            BACKEND,
                            TRUST,
                            VALUE,
                            MODEL,
                            ERROR,
                            "com.fasterxml.jackson.core..",
                            "javax.crypto..",
                            "javax.security.auth.x500")),
            Map.entry(
                    "io.audmodel.catalogue",
                    List.of(
                            "io.audmodel",
                            "io.audmodel.signing",
                            TRUST,
                            INVENTORY,
                            ARCHIVE_SUPPORT,
                            SUPPORT,
                            BACKEND,
                            VALUE,
                            MODEL,
                            ERROR,
                            "com.fasterxml.jackson.core..",
                            "com.samskivert.mustache..",
                            "javax.security.auth.x500")),
            Map.entry(
                    "io.audmodel.formats",
                    List.of(
                            "io.audmodel",
                            ARCHIVE_SUPPORT,
                            SUPPORT,
                            BACKEND,
                            CACHE,
                            MODEL,
                            ERROR,
                            "org.apache.commons.compress..",
                            "com.fasterxml.jackson.core..")),
            Map.entry(
                    "io.audmodel.tidy",
                    List.of("io.audmodel", INVENTORY, BACKEND, MODEL, ERROR, "com.fasterxml.jackson..")),
            Map.entry("io.audmodel.djl", List.of("io.audmodel", MODEL, ERROR, "ai.djl..")),
            Map.entry("io.audmodel.micrometer", List.of(EVENT, FOLLOW, MODEL, "io.micrometer..")),
            // As a user's program would: it knows what is exported.
            Map.entry(
                    "io.audmodel.spring",
                    List.of(
                            "io.audmodel",
                            "io.audmodel.micrometer",
                            HEALTH,
                            EVENT,
                            FOLLOW,
                            BACKEND,
                            CACHE,
                            MODEL,
                            ERROR,
                            "io.micrometer..",
                            "org.springframework..")),
            Map.entry(
                    "io.audmodel.testkit",
                    // Stopped at each step is the client, whose steps the backend's are.
                    List.of(
                            "io.audmodel",
                            BACKEND,
                            CACHE,
                            SERIALIZER,
                            VALUE,
                            MODEL,
                            ERROR,
                            "org.junit.jupiter..",
                            "org.assertj..")));

    static Stream<Entry<String, List<String>>> arrows() {
        return new TreeMap<>(ARROWS).entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void package_knowsOnlyWhatItMay(Entry<String, List<String>> arrow) {
        Stream<String> common = Stream.of(arrow.getKey(), "java..", "org.jspecify..");
        String[] allowed = Stream.concat(common, arrow.getValue().stream()).toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(arrow.getKey())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(HouseClasses.ALL);
    }

    @Test
    void packages_allHaveArrows() {
        Set<String> packages = HouseClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().isSubsetOf(ARROWS.keySet());
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.audmodel.(**)").should().beFreeOfCycles().check(HouseClasses.ALL);
    }
}
