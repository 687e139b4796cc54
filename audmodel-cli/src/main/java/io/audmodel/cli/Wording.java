package io.audmodel.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Translates messages for programmers into words of the tool: calls and types of the library and of Java. */
final class Wording {

    private static final String TOO_MUCH = "unpack it by another program: that is the most which the tool takes";

    private static final Map<String, String> OURS = ours();

    private static final Map<Pattern, String> TYPES = Map.of(
            Pattern.compile("\\b(?:java\\.nio\\.file\\.)?NoSuchFileException: "), "there is no ",
            Pattern.compile("\\b(?:java\\.nio\\.file\\.)?AccessDeniedException: "), "no permission for ",
            Pattern.compile("\\b(?:java\\.nio\\.file\\.)?NotDirectoryException: "), "no folder is ",
            Pattern.compile("\\b(?:java\\.net\\.)?UnknownHostException: "), "there is no host ");

    private static final Pattern OTHER_TYPES =
            Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.)*[A-Z][A-Za-z0-9]*(?:Exception|Error): ");

    private static final Pattern DURATION =
            Pattern.compile("\\bPT(?=[0-9-])(?:-?[0-9]+H)?(?:-?[0-9]+M)?(?:-?[0-9.]+S)?");

    private Wording() {}

    private static Map<String, String> ours() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("or build the client with online()", "or leave --offline out");
        words.put("this client is offline", "the tool is offline");
        words.put("files(ref) lists what it has", "'audmodel files' lists what it has");
        words.put("close what open() returned, or load the model", "load the model");
        words.put("allow it more with callTimeout (", "allow it more with --call-timeout (");
        words.put("search without latest(), or", "search without --latest, or");
        words.put("raise maxBytes of ArchiveLimits", TOO_MUCH);
        words.put("raise maxEntries of ArchiveLimits", TOO_MUCH);
        words.put(": RepositoryAddress.of reads both", "");
        words.put("(-Xmx)", "(JAVA_TOOL_OPTIONS=-Xmx…)");
        words.put("raise -Xmx,", "raise the heap (JAVA_TOOL_OPTIONS=-Xmx…),");
        words.put("takeOver()", "--take-over");
        words.put(", even if it is only one", ", even if it is only one, or --unpack an archive of them");
        words.put("needs PublishRequest.ofAnyVersion", "needs --any-version");
        words.put("or name one in the code", "or name one by --cache-root");
        words.put(
                "it by the environment, the backend's configuration file or the client's builder",
                "it by the environment or the backend's configuration file");
        words.put(" (TrustedKeys)", " (--key)");
        words.put(" (TrustedRoots)", " (--chain)");
        words.put("sign the folder with links, where", "sign the folder with --links, where");
        words.put("sign it with links, where", "sign it with --links, where");
        words.put(", and those of jars with a BackendProvider of their own", "");
        words.put("the backend's configuration file or the client's builder", "or the backend's configuration file");
        return words;
    }

    static String ofTool(String message) {
        String text = message;
        for (Map.Entry<String, String> word : OURS.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        for (Map.Entry<Pattern, String> type : TYPES.entrySet()) {
            text = type.getKey().matcher(text).replaceAll(type.getValue());
        }
        text = OTHER_TYPES.matcher(text).replaceAll("");
        return DURATION.matcher(text).replaceAll(Wording::time);
    }

    private static String time(MatchResult found) {
        Duration duration = Duration.parse(found.group());
        if (duration.toSecondsPart() == 0 && !duration.isZero()) {
            return duration.toMinutesPart() == 0
                    ? count(duration.toHours(), "hour")
                    : count(duration.toMinutes(), "minute");
        }
        return count(duration.toSeconds(), "second");
    }

    /** A number and what it counts, whose plural has an s. */
    static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
