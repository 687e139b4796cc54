package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The configuration files of AWS, found as the environment says. The SDK could find them itself, but its exceptions do
 * not name the malformed file.
 *
 * @param name the name of the profile
 * @param chosen whether the profile was chosen by name
 * @param places the searched files, for messages
 */
record AwsProfiles(ProfileFile file, String name, boolean chosen, List<String> places) {

    private static final Pattern LINE = Pattern.compile("on line (\\d+)");
    private static final String DEFAULT = "default";

    /** @throws ConfigurationException if a file exists and is malformed */
    static AwsProfiles of(Environment environment) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        List<String> places = new ArrayList<>();
        read(environment, "AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION, files, places);
        read(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS, files, places);
        Optional<String> name = environment.variable("AWS_PROFILE");
        return new AwsProfiles(files.build(), name.orElse(DEFAULT), name.isPresent(), places);
    }

    static AwsProfiles none() {
        return new AwsProfiles(ProfileFile.aggregator().build(), DEFAULT, false, List.of());
    }

    Optional<Profile> profile() {
        return file.profile(name);
    }

    /** A value of the profile, without blanks. */
    Optional<String> property(String key) {
        return profile().flatMap(profile -> property(profile, key));
    }

    /** The profile, if there is one, and those that it takes credentials from by {@code source_profile}, each once. */
    Collection<Profile> withSources() {
        Map<String, Profile> found = new LinkedHashMap<>();
        Optional<Profile> next = profile();
        while (next.isPresent() && found.putIfAbsent(next.get().name(), next.get()) == null) {
            next = property(next.get(), "source_profile").flatMap(file::profile);
        }
        return found.values();
    }

    static Optional<String> property(Profile profile, String key) {
        return profile.property(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void read(
            Environment environment,
            String variable,
            String usual,
            ProfileFile.Type type,
            ProfileFile.Aggregator files,
            List<String> places) {
        Optional<Path> named = environment.pathInVariable(variable);
        Optional<Path> location = named.or(() -> environment.inHome(".aws/" + usual));
        if (location.isEmpty()) {
            return;
        }
        Path path = location.get();
        if (!Files.isRegularFile(path)) {
            places.add(path + " (there is no such file)");
            return;
        }
        places.add(path.toString());
        try {
            files.addFile(ProfileFile.builder().content(path).type(type).build());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // The message may repeat a line of the file, and so a key.
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            throw new ConfigurationException("the file " + path + " of AWS is not understood"
                    + (line.find() ? ", in line " + line.group(1) : "")
                    + ": each profile begins with its name in brackets, its settings begin at the start of a line and have"
                    + " a '=', and the file has no byte order mark; correct it, or name another by " + variable);
        }
    }
}
