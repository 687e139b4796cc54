package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.IniFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file that {@code dohq-artifactory} reads by Python's configparser: sections named by the URL of a server, with or
 * without its scheme, with the keys {@code username} and {@code password}.
 */
final class CredentialsFile {

    private CredentialsFile() {}

    /** The section of a server: the one with its exact URL, else one that differs by scheme or a last slash. */
    static Map<String, String> section(Path path, String url) {
        IniFile file = IniFile.read(path);
        if (file.sections().contains(url)) {
            return file.section(url);
        }
        return file.sections().stream()
                .filter(name -> bare(name).equals(bare(url)))
                .findFirst()
                .map(file::section)
                .orElse(Map.of());
    }

    private static String bare(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    }
}
