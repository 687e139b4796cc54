package io.audmodel.cli;

import io.audmodel.backend.CredentialSource;
import io.audmodel.cli.trust.KeyCheck;
import io.audmodel.error.AudModelException;
import io.audmodel.error.PlainText;
import io.audmodel.health.BaseHealth;
import io.audmodel.health.CacheHealth;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.health.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code audmodel doctor} prints, for people and for programs. */
final class DoctorReport {

    private static final String LAYOUT = "that of the Python package audmodel 1.4 and 1.5";

    private final ClientHealth health;
    private final Function<RepositoryHealth, Optional<CredentialSource>> credentials;
    private final List<KeyCheck> keys;
    private final List<Finding> findings;

    DoctorReport(
            ClientHealth health,
            Function<RepositoryHealth, Optional<CredentialSource>> credentials,
            List<KeyCheck> keys,
            List<Finding> findings) {
        this.health = health;
        this.credentials = credentials;
        this.keys = keys;
        this.findings = findings;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(versions());
        lines.add("cache layout: " + LAYOUT);
        lines.add("");
        lines.add("settings");
        health.settings()
                .forEach(setting -> lines.add("  " + setting.name() + ": " + setting.value() + " ("
                        + (setting.source() == Setting.Source.DEFAULT ? "default" : Diagnosis.origin(setting)) + ")"));
        lines.add("");
        lines.add(health.repositories().isEmpty() ? "repositories: none is asked, offline" : "repositories");
        health.repositories().forEach(repository -> add(lines, repository));
        lines.add("");
        lines.add("cache");
        add(lines, health.cache());
        health.bases()
                .forEach(base ->
                        lines.add("  " + base.root() + ": a base, " + (base.isHealthy() ? "works" : "does not work")
                                + ", " + base.took().toMillis() + " ms"));
        if (!keys.isEmpty()) {
            lines.add("");
            lines.add("keys");
            keys.forEach(key -> lines.add("  " + key.file() + ": " + (key.state() == null ? "unusable" : key.state())));
        }
        lines.addAll(linesOf(findings));
        return lines.stream().map(PlainText::line).toList();
    }

    private void add(List<String> lines, RepositoryHealth repository) {
        lines.add("  " + repository.repository() + ": " + (repository.isHealthy() ? "works" : "does not work") + ", "
                + repository.took().toMillis() + " ms");
        credentials
                .apply(repository)
                .ifPresent(source -> lines.add("    credentials: "
                        + (source.isFound() ? "from " + source.where() : "none; searched were " + source.where())));
        Duration ahead = repository.clockAhead();
        if (ahead != null) {
            lines.add("    clock: " + ahead.toMillis() / 1000.0 + " s ahead of this machine's");
        }
    }

    private static void add(List<String> lines, CacheHealth cache) {
        lines.add("  " + cache.root() + ": " + (cache.isHealthy() ? "works" : "does not work") + ", "
                + cache.took().toMillis() + " ms");
        if (cache.locks() != null) {
            lines.add("    locks: " + word(cache.locks()));
        }
        if (cache.freeBytes() >= 0) {
            lines.add("    free: " + cache.freeBytes() + " bytes (" + cache.fileSystem() + ")");
        }
    }

    /** All that is known if nothing could be asked. */
    static List<String> withVersions(List<Finding> findings) {
        List<String> lines = new ArrayList<>(List.of(versions()));
        lines.addAll(linesOf(findings));
        return lines;
    }

    /** What is not well, behind an empty line. */
    static List<String> linesOf(List<Finding> findings) {
        List<String> lines = new ArrayList<>(List.of(""));
        if (findings.isEmpty()) {
            lines.add("all is well");
            return lines;
        }
        lines.add("what to do");
        for (Finding finding : findings) {
            lines.add("- " + PlainText.line(finding.what()));
            lines.add("  " + PlainText.line(finding.cure()));
        }
        return lines;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> fields = mapOf(findings);
        fields.put(
                "settings", health.settings().stream().map(DoctorReport::asMap).toList());
        fields.put(
                "repositories", health.repositories().stream().map(this::asMap).toList());
        fields.put("cache", asMap(health.cache()));
        fields.put("bases", health.bases().stream().map(DoctorReport::asMap).toList());
        fields.put("keys", keys.stream().map(KeyCheck::asMap).toList());
        return fields;
    }

    static Map<String, @Nullable Object> mapOf(List<Finding> findings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("well", findings.isEmpty());
        fields.put("versions", versions());
        fields.put("cacheLayout", LAYOUT);
        fields.put("findings", findings.stream().map(DoctorReport::asMap).toList());
        return fields;
    }

    private static Map<String, Object> asMap(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", finding.what());
        fields.put("cure", finding.cure());
        return fields;
    }

    private static Map<String, Object> asMap(Setting setting) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", setting.name());
        fields.put("value", setting.value());
        fields.put("source", setting.source() == Setting.Source.CODE ? "option" : word(setting.source()));
        fields.put("place", setting.place());
        return fields;
    }

    private Map<String, @Nullable Object> asMap(RepositoryHealth repository) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("repository", repository.repository());
        fields.put("works", repository.isHealthy());
        fields.put("failure", message(repository.failure()));
        fields.put("milliseconds", repository.took().toMillis());
        Duration ahead = repository.clockAhead();
        fields.put("clockAheadMilliseconds", ahead == null ? null : ahead.toMillis());
        Optional<CredentialSource> source = credentials.apply(repository);
        fields.put("credentialsFound", source.map(CredentialSource::isFound).orElse(null));
        fields.put("credentialsWhere", source.map(CredentialSource::where).orElse(null));
        return fields;
    }

    private static Map<String, @Nullable Object> asMap(CacheHealth cache) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("root", cache.root());
        fields.put("works", cache.isHealthy());
        fields.put("failure", message(cache.failure()));
        fields.put("milliseconds", cache.took().toMillis());
        fields.put("locks", cache.locks() == null ? null : word(cache.locks()));
        fields.put("fileSystem", cache.fileSystem());
        fields.put("freeBytes", cache.freeBytes());
        return fields;
    }

    private static Map<String, @Nullable Object> asMap(BaseHealth base) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("root", base.root());
        fields.put("works", base.isHealthy());
        fields.put("failure", message(base.failure()));
        fields.put("milliseconds", base.took().toMillis());
        fields.put("fileSystem", base.fileSystem());
        return fields;
    }

    private static @Nullable String message(@Nullable AudModelException failure) {
        return failure == null ? null : Wording.ofTool(failure.getMessage());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String versions() {
        return new ToolVersion().getVersion()[0] + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch");
    }
}
