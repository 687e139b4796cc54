package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.configurationprocessor.ConfigurationMetadataAnnotationProcessor;

/** What an IDE shows of the properties, and what the page says of them, is what there is. */
class PropertiesMetadataTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Path SOURCE = Path.of("src/main/java/io/audmodel/spring/AudModelProperties.java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(audmodel\\.[^`]+)` \\|");

    @TempDir
    private Path made;

    /** It is kept in the sources, since a build without annotation processors, as for those who use a clone, has to have it. */
    @Test
    void metadata_isWhatSpringsProcessorMakesOfTheSources() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(made));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, null, List.of("-parameters", "-nowarn"), null, files.getJavaFileObjects(SOURCE));
            task.setProcessors(List.of(new ConfigurationMetadataAnnotationProcessor()));
            assertThat(task.call()).isTrue();
        }

        ObjectMapper json = new ObjectMapper();
        JsonNode processed = json.readTree(Files.readString(made.resolve(METADATA)));
        try (InputStream kept = getClass().getClassLoader().getResourceAsStream(METADATA)) {
            assertThat(kept).as(METADATA).isNotNull();
            assertThat(json.readTree(kept)).isEqualTo(processed);
        }
    }

    @Test
    void page_namesAllProperties() throws Exception {
        ObjectMapper json = new ObjectMapper();
        Set<String> known = new TreeSet<>();
        try (InputStream kept = getClass().getClassLoader().getResourceAsStream(METADATA)) {
            json.readTree(kept)
                    .get("properties")
                    .forEach(property -> known.add(property.get("name").asText()));
        }
        known.remove("audmodel.followed");
        for (String each : List.of("ref", "every", "verified")) {
            known.add("audmodel.followed.<name>." + each);
        }

        assertThat(ROW.matcher(Files.readString(Path.of("../docs/spring-boot.md")))
                        .results()
                        .map((MatchResult row) -> row.group(1))
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }
}
