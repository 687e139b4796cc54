package io.audmodel.house;

import java.util.List;
import java.util.function.Predicate;

/** What Maven Central demands of a POM, as far as it can be checked without asking it. */
enum CentralRule {
    COORDINATES_ARE_COMPLETE(pom -> has(pom, "groupId") && has(pom, "version") && owns(pom, "artifactId")),
    GROUP_IS_OURS(pom ->
            pom.effective("/project/groupId").filter("io.audmodel"::equals).isPresent()),
    NAME_IS_GIVEN(pom -> owns(pom, "name")),
    DESCRIPTION_IS_ITS_OWN(pom -> owns(pom, "description")),
    HOME_IS_GIVEN(pom -> isAddress(pom, "url")),
    LICENCE_HAS_NAME_AND_ADDRESS(pom -> has(pom, "licenses/license/name") && isAddress(pom, "licenses/license/url")),
    DEVELOPERS_ARE_NAMED(pom -> has(pom, "developers/developer/name") && isAddress(pom, "developers/developer/url")),
    SOURCES_CAN_BE_FOUND(pom -> pom.effective("/project/scm/connection")
                    .filter(text -> text.startsWith("scm:git:"))
                    .isPresent()
            && has(pom, "scm/developerConnection")
            && isAddress(pom, "scm/url")),
    DEPENDENCIES_COME_FROM_CENTRAL_ALONE(pom ->
            pom.own("//repository").isEmpty() && pom.own("//pluginRepository").isEmpty()),
    DEPENDENCIES_ARE_RELEASES(pom -> pom.own("/project//dependency[groupId!='io.audmodel']/version").stream()
            .noneMatch(version -> version.endsWith("-SNAPSHOT"))),
    SIGNATURES_ARE_MADE(pom -> makes(pom, "maven-gpg-plugin")),
    CENTRAL_CAN_BE_REACHED(pom -> pom.effective(
                    "/project/profiles/profile[id='central']//plugin[artifactId='central-publishing-maven-plugin']")
            .isPresent()),
    SOURCES_AND_JAVADOC_ARE_MADE(pom -> pom.own("/project/packaging").contains("pom")
            || List.of("maven-source-plugin", "maven-javadoc-plugin", "cyclonedx-maven-plugin").stream()
                    .allMatch(plugin -> makes(pom, plugin)));

    private final Predicate<Pom> holds;

    CentralRule(Predicate<Pom> holds) {
        this.holds = holds;
    }

    boolean holds(Pom pom) {
        return holds.test(pom);
    }

    private static boolean has(Pom pom, String element) {
        return pom.effective("/project/" + element)
                .filter(Predicate.not(String::isBlank))
                .isPresent();
    }

    private static boolean owns(Pom pom, String element) {
        return pom.own("/project/" + element).stream().anyMatch(Predicate.not(String::isBlank));
    }

    // Central reads them as they stand: a property would be one that nobody there knows.
    private static boolean isAddress(Pom pom, String element) {
        return pom.effective("/project/" + element)
                .filter(text -> text.startsWith("https://") && !text.contains("${"))
                .isPresent();
    }

    private static boolean makes(Pom pom, String plugin) {
        return pom.effective("/project/profiles/profile[id='release']//plugin[artifactId='" + plugin + "']")
                .isPresent();
    }
}
