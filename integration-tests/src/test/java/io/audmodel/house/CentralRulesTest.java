package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Central would take what is published, and nothing else is published. */
@Tag("one-jdk")
class CentralRulesTest {

    private static final List<Pom> POMS = Pom.ofRepository();

    @ParameterizedTest
    @EnumSource
    void publishedModules_keepTheRule(CentralRule rule) {
        assertThat(published()).isNotEmpty().allMatch(rule::holds);
    }

    @ParameterizedTest
    @EnumSource
    void rule_findsABreach(CentralRule rule) throws Exception {
        String bare = "<project><artifactId/><repositories><repository/></repositories><dependencies><dependency>"
                + "<groupId>a</groupId><version>1-SNAPSHOT</version></dependency></dependencies></project>";
        Pom pom = new Pom(
                "bare",
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bare.getBytes(StandardCharsets.UTF_8))),
                null);

        assertThat(rule.holds(pom)).isFalse();
    }

    @Test
    void published_areTheParentAndWhatTheBomManages() {
        Pom bom = POMS.stream()
                .filter(pom -> pom.name().equals("audmodel-bom"))
                .findFirst()
                .orElseThrow();

        assertThat(published().map(Pom::name))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("parent", "audmodel-bom"),
                                bom.own("//dependency[groupId='io.audmodel']/artifactId").stream())
                        .toList());
    }

    @Test
    void published_needNothingThatIsNot() {
        List<String> published =
                published().map(pom -> pom.own("/project/artifactId").get(0)).toList();

        assertThat(published()
                        .flatMap(pom -> pom
                                .own(
                                        "/project/dependencies/dependency[groupId='io.audmodel'][not(scope='test')]/artifactId")
                                .stream()))
                .isNotEmpty()
                .allMatch(published::contains);
    }

    @Test
    void unpublished_areNotSignedEither() {
        assertThat(POMS)
                .filteredOn(pom -> !pom.isPublished())
                .isNotEmpty()
                .allMatch(pom -> pom.own("/project/properties/gpg.skip").contains("true"));
    }

    /** The plugin that sends the others takes no notice of what Maven's own deploys. */
    @Test
    void unpublished_areNotSentToCentral() {
        assertThat(POMS.get(0).own("//excludeArtifacts/artifact"))
                .containsExactlyInAnyOrderElementsOf(POMS.stream()
                        .filter(pom -> !pom.isPublished())
                        .map(pom -> pom.own("/project/artifactId").get(0))
                        .toList());
    }

    /** The BOM has no parent, and so repeats what is said there. */
    @Test
    void bom_saysOfItsOriginWhatTheParentSays() {
        Pom parent = POMS.get(0);
        Pom bom = POMS.get(1);

        assertThat(Stream.of("url", "licenses", "developers", "scm", "version", "inceptionYear"))
                .allSatisfy(element -> assertThat(
                                bom.own("/project/" + element).get(0).replaceAll("\\s+", " "))
                        .as(element)
                        .isEqualTo(parent.own("/project/" + element).get(0).replaceAll("\\s+", " ")));
        assertThat(Stream.of("project.build.outputTimestamp", "gpg-plugin.version", "central-plugin.version"))
                .allSatisfy(property -> assertThat(bom.own("/project/properties/" + property))
                        .isNotEmpty()
                        .isEqualTo(parent.own("/project/properties/" + property)));
    }

    private static Stream<Pom> published() {
        return POMS.stream().filter(Pom::isPublished);
    }
}
