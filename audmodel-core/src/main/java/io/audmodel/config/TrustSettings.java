package io.audmodel.config;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Spelling;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import io.audmodel.model.Repository;
import io.audmodel.trust.RequiredSignatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment or the file requires of models.
 *
 * @param general of the models of each repository for which there is no other rule
 * @param special of those of one repository
 * @param setting where it comes from
 */
public record TrustSettings(
        Optional<RequiredSignatures> general, Map<Repository, RequiredSignatures> special, Setting setting) {

    static final String VARIABLE = "AUDMODEL_TRUST";
    static final String KEY = "trust";
    static final String SIGNERS = "signers";
    static final String SUBJECTS = "subjects";
    static final String AT_LEAST = "at_least";
    static final String EXEMPT = "exempt";
    static final String REPOSITORIES = "repositories";
    private static final List<String> RULE = List.of(SIGNERS, SUBJECTS, AT_LEAST, EXEMPT);
    private static final List<String> KEYS = List.of(SIGNERS, SUBJECTS, AT_LEAST, EXEMPT, REPOSITORIES);

    /** The name of the setting. */
    public static final String NAME = "trust";

    /**
     * Reads it.
     *
     * @param configured what other settings were taken from: only then the file is read for this one
     * @throws ConfigurationException if the variable or the file is malformed
     */
    public static Optional<TrustSettings> of(Environment environment, Optional<Configuration> configured) {
        Optional<String> variable = environment.variable(VARIABLE);
        if (variable.isPresent()) {
            List<Path> signers = new ArrayList<>();
            for (String text : variable.get().split(",", -1)) {
                signers.add(path(environment, "the environment variable " + VARIABLE, text.strip()));
            }
            RequiredSignatures required = new RequiredSignatures(signers, List.of(), 1, Optional.empty());
            return Optional.of(new TrustSettings(
                    Optional.of(required), Map.of(), new Setting(NAME, text(required), Source.VARIABLE, VARIABLE)));
        }
        if (environment.variables().contains(VARIABLE)) {
            throw new ConfigurationException("the environment variable " + VARIABLE
                    + " is empty, and no signature would be required: name files with public keys or certificates, or take"
                    + " the variable away");
        }
        return configured.flatMap(Configuration::trustOfFile);
    }

    /**
     * Looks at the files that say what is required: who may change them or put others in their place decides what is loaded.
     *
     * @return a sentence for each of them that others than its owner may change or replace
     */
    public List<String> exposures() {
        List<OwnFile> files = new ArrayList<>();
        if (setting.source() == Source.FILE) {
            files.add(new OwnFile(Path.of(setting.place()), "which says whose signatures are required"));
        }
        Stream.concat(general.stream(), special.values().stream()).forEach(required -> {
            required.signers().forEach(file -> files.add(new OwnFile(file, "which says whose signatures count")));
            required.exempt()
                    .ifPresent(file -> files.add(new OwnFile(file, "which says which models need no signature")));
        });
        return files.stream()
                .distinct()
                .flatMap(file -> file.exposure().stream())
                .toList();
    }

    /** What a file says, in its key for it. */
    static TrustSettings ofFile(Environment environment, Path location, @Nullable Object value) {
        String place = location + ": '" + KEY + "'";
        Map<?, ?> fields = mapping(place, value, KEYS);
        Map<Repository, RequiredSignatures> special = special(environment, place, fields);
        boolean isGeneral = special.isEmpty() || RULE.stream().anyMatch(fields::containsKey);
        Optional<RequiredSignatures> general =
                isGeneral ? Optional.of(rule(environment, place, fields)) : Optional.empty();
        List<String> rules = new ArrayList<>();
        general.ifPresent(required -> rules.add(text(required)));
        special.forEach((repository, required) -> rules.add("of models in " + repository + ": " + text(required)));
        return new TrustSettings(
                general, special, new Setting(NAME, String.join("; ", rules), Source.FILE, location.toString()));
    }

    private static Map<Repository, RequiredSignatures> special(
            Environment environment, String place, Map<?, ?> fields) {
        if (!fields.containsKey(REPOSITORIES)) {
            return Map.of();
        }
        String within = place + ", '" + REPOSITORIES + "'";
        if (!(fields.get(REPOSITORIES) instanceof Map<?, ?> rules) || rules.isEmpty()) {
            throw new ConfigurationException(within + " has to be a mapping of repositories, such as"
                    + " 's3:https://s3.example.org#models', to what is required of their models");
        }
        Map<Repository, RequiredSignatures> special = new LinkedHashMap<>();
        rules.forEach((text, rule) -> {
            try {
                String name = within + ", '" + text + "'";
                special.put(Repository.of(String.valueOf(text)), rule(environment, name, mapping(name, rule, RULE)));
            } catch (InvalidArgumentException e) {
                throw new ConfigurationException(within + ": " + e.getMessage(), e);
            }
        });
        return special;
    }

    /** No other key is passed by: it might be a rule that nobody keeps. */
    private static Map<?, ?> mapping(String place, @Nullable Object value, List<String> keys) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new ConfigurationException(place + " has to be a mapping with '" + SIGNERS
                    + "', a list of files with public keys or certificates; leave the key out to require nothing");
        }
        for (Object key : fields.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw new ConfigurationException(place + " has no key '" + key + "'"
                        + Spelling.hint(String.valueOf(key), keys) + "; it has " + String.join(", ", keys));
            }
        }
        return fields;
    }

    private static RequiredSignatures rule(Environment environment, String place, Map<?, ?> fields) {
        List<Path> signers = new ArrayList<>();
        for (String text : texts(place, SIGNERS, fields.get(SIGNERS))) {
            signers.add(path(environment, place + ", '" + SIGNERS + "'", text));
        }
        if (signers.isEmpty()) {
            throw new ConfigurationException(place + " has no '" + SIGNERS
                    + "': name files with public keys or certificates, as nothing would be let in without any");
        }
        Optional<Path> exempt = Optional.ofNullable(fields.get(EXEMPT))
                .map(text -> path(environment, place + ", '" + EXEMPT + "'", String.valueOf(text)));
        return new RequiredSignatures(
                signers, texts(place, SUBJECTS, fields.get(SUBJECTS)), number(place, fields.get(AT_LEAST)), exempt);
    }

    private static String text(RequiredSignatures required) {
        String signers = required.signers().stream().map(Path::toString).collect(Collectors.joining(", "));
        String subjects = required.subjects().isEmpty() ? "" : " as " + String.join(" or ", required.subjects());
        String exempt =
                required.exempt().map(list -> ", but for those in " + list).orElse("");
        return "at least " + required.atLeast() + " of " + signers + subjects + exempt;
    }

    private static int number(String place, @Nullable Object value) {
        String text = value == null ? "1" : String.valueOf(value);
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new ConfigurationException(
                    place + ", '" + AT_LEAST + "' is '" + text + "': it is a number of different keys, at least 1");
        }
        return Integer.parseInt(text);
    }

    private static List<String> texts(String place, String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text && !text.isBlank()) {
            return List.of(text);
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(one -> one instanceof String text && !text.isBlank())) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new ConfigurationException(place + ", '" + key + "' has to be text, or a list of texts");
    }

    private static Path path(Environment environment, String place, String text) {
        try {
            return environment.path(text).toAbsolutePath().normalize();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(place + ": " + e.getMessage(), e);
        }
    }
}
