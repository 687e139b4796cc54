package io.audmodel.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePublic;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.audmodel.backend.support.GuardedBackend;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What classes of the published jars look like, and what they leave alone. */
@Tag("one-jdk")
class ArchitectureTest {

    private static final String[] EXPORTED = {
        "io.audmodel",
        "io.audmodel.archive.support",
        "io.audmodel.backend",
        "io.audmodel.backend.support",
        "io.audmodel.cache",
        "io.audmodel.catalogue",
        "io.audmodel.dryrun",
        "io.audmodel.error",
        "io.audmodel.event",
        "io.audmodel.follow",
        "io.audmodel.formats",
        "io.audmodel.health",
        "io.audmodel.model",
        "io.audmodel.serializer",
        "io.audmodel.signing",
        "io.audmodel.trust",
        "io.audmodel.value"
    };
    private static final String[] ADAPTERS = {
        "io.audmodel.backend.artifactory",
        "io.audmodel.backend.fs",
        "io.audmodel.backend.s3",
        "io.audmodel.cache.local",
        "io.audmodel.serializer.yaml"
    };

    private static final DescribedPredicate<JavaMember> REACHABLE = DescribedPredicate.describe(
            "public or protected",
            member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED));

    /** What values may be serialized and made of, and does nothing by itself. */
    private static final Class<?>[] VALUES = {
        Serializable.class, ObjectInputStream.class, InvalidObjectException.class, Path.class, URI.class
    };

    // Printable reads its table of code points from the jar.
    @Test
    void modelsAndValues_knowNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage("io.audmodel.model", "io.audmodel.value")
                .and()
                .doNotHaveSimpleName("Printable")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io", "java.nio.file..", "java.nio.channels..", "java.net..")
                                .and(DescribedPredicate.not(belongToAnyOf(VALUES))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class)
                .check(HouseClasses.ALL);
    }

    // The backend itself may be seen, so that a caller can hand in an instance; configuration files are YAML always.
    @Test
    void adapters_showOnlyTheirProviderAndBackend() {
        classes()
                .that()
                .resideInAnyPackage(ADAPTERS)
                .and()
                .areTopLevelClasses()
                .and()
                .haveNameNotMatching(".*\\.(\\w+Provider|\\w+Backend|YamlText)")
                .should(not(bePublic()))
                .check(HouseClasses.ALL);
    }

    // Its methods are final: nothing that an adapter or a library below it throws gets past it.
    @Test
    void backends_standBehindTheGate() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.audmodel.backend.artifactory", "io.audmodel.backend.fs", "io.audmodel.backend.s3")
                .and()
                .haveNameMatching(".*Backend")
                .should()
                .beAssignableTo(GuardedBackend.class)
                .check(HouseClasses.ALL);
    }

    @Test
    void exportedSignatures_nameNoForeignType() {
        members()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXPORTED)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and(are(REACHABLE))
                .should(nameOnlyTypesOfTheJdkAndOurs())
                .check(HouseClasses.ALL);
    }

    @Test
    void library_logsByTheSystemLoggerAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.commons.logging..")
                .check(HouseClasses.ALL);
    }

    @Test
    void library_leavesTheConsoleAlone() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HouseClasses.ALL);
    }

    @Test
    void methods_areNotSynchronized() {
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(HouseClasses.ALL);
    }

    private static ArchCondition<JavaMember> nameOnlyTypesOfTheJdkAndOurs() {
        return new ArchCondition<>("name only types of the JDK and ours") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                member.getAllInvolvedRawTypes().stream()
                        .filter(type -> !isOfTheJdkOrOurs(type.getBaseComponentType()))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " names " + type.getName())));
            }
        };
    }

    private static boolean isOfTheJdkOrOurs(JavaClass type) {
        return type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || type.getPackageName().equals("javax.net.ssl")
                || type.getPackageName().equals("io.audmodel")
                || type.getPackageName().startsWith("io.audmodel.");
    }
}
