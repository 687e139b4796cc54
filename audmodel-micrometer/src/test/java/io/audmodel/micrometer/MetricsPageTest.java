package io.audmodel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.TestRepository;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page and the dashboard name the meters that there are. */
@AudModelTest
class MetricsPageTest {

    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");
    private static final Pattern SERIES = Pattern.compile("audmodel_[a-z_]+");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z, ]+)\\)");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void measure(AudModel audmodel, TestRepository models) {
        AudModelMetrics metrics = AudModelMetrics.of(registry);
        SampleEvents.all().forEach(metrics::onEvent);
        models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
        try (Follower follower = audmodel.follow(SampleEvents.ALIAS, Duration.ofHours(1))) {
            new FollowerMetrics(follower).bindTo(registry);
        }
    }

    @Test
    void table_hasEachMeter_withItsKindAndTags() throws IOException {
        Set<String> rows = registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> "| `" + id.getName() + "` | " + kind(id.getType()) + " | " + tags(id) + " |")
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> listed = rows("## Meters");

        assertThat(rows).hasSizeGreaterThan(8);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void table_hasEachObservation_withItsKeysAndEvents() throws IOException {
        List<String> documented = Arrays.stream(AudModelObservation.values())
                .map(each -> Stream.of(
                                keys(each.getLowCardinalityKeyNames()),
                                keys(each.getHighCardinalityKeyNames()),
                                Arrays.stream(each.getEvents())
                                        .map(event -> "`" + event.getName() + "`")
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining(" | ", "| `" + each.getName() + "` | ", " |")))
                .toList();
        List<String> listed = rows("## Observations").stream()
                .map(row -> row.replaceFirst("^(\\| `[a-z.]+` \\|) `[^|]*\\|", "$1"))
                .toList();

        assertThat(documented).hasSizeGreaterThan(1);
        assertThat(listed).containsExactlyElementsOf(documented);
    }

    private static String keys(KeyName[] keys) {
        return Arrays.stream(keys).map(key -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
    }

    /** The rows of the table below a heading, without their last cell. */
    private static List<String> rows(String heading) throws IOException {
        String page = Files.readString(DOCS.resolve("metrics.md"));
        int begin = page.indexOf("\n" + heading + "\n");
        return page.substring(begin, page.indexOf("\n## ", begin + 1))
                .lines()
                .filter(line -> line.startsWith("| `audmodel."))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();
    }

    private static String kind(Meter.Type type) {
        return switch (type) {
            case TIMER -> "timer";
            case COUNTER -> "counter";
            case DISTRIBUTION_SUMMARY -> "summary of bytes";
            case GAUGE -> "gauge";
            default -> throw new AssertionError(type);
        };
    }

    private static String tags(Meter.Id id) {
        return id.getTags().stream()
                .map(Tag::getKey)
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
    }

    @Test
    void dashboard_asksForSeriesAndLabelsThatThereAre() throws IOException {
        String dashboard = Files.readString(DOCS.resolve("dashboard.json"));
        String scraped = registry.scrape();
        Set<String> labels = registry.getMeters().stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());

        assertThat(SERIES.matcher(dashboard).results().map(MatchResult::group).distinct())
                .hasSizeGreaterThan(8)
                .allSatisfy(series -> assertThat(scraped).containsPattern("(?m)^" + series + "[{ ]"));
        assertThat(LABELS.matcher(dashboard)
                        .results()
                        .flatMap(match -> Pattern.compile(", ?").splitAsStream(match.group(1))))
                .isNotEmpty()
                .isSubsetOf(labels);
    }
}
