package io.audmodel.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Wraps help texts between words only, since picocli also breaks within {@code file-system:/data} and {@code
 * ~/.config}, and leaves examples unbroken, to be copied.
 */
final class HelpText {

    private static final int WIDEST = 100;
    private static final int NARROWEST = 40;

    /** Wide enough that picocli breaks nothing. */
    private static final int UNBROKEN = 4_000;

    private static final String EXAMPLE = "Example: ";
    private static final int HANG = 2;

    /** A name, a gap and what it means; or a gap alone. Behind a long option the gap is one space. */
    private static final Pattern COLUMNS = Pattern.compile("( *\\S.*? {2,}| *--\\S+ | *)\\S.*");

    private HelpText() {}

    /** @param columns the width of the terminal; 0 if it is unknown */
    static void arrange(CommandLine command, int columns) {
        int width = columns == 0 ? WIDEST : Math.max(NARROWEST, Math.min(WIDEST, columns - 1));
        command.setUsageHelpWidth(UNBROKEN);
        arrangeSections(command, width);
    }

    private static void arrangeSections(CommandLine command, int width) {
        command.getHelpSectionMap().replaceAll((section, renderer) -> help -> {
            boolean isSynopsis = section.equals(UsageMessageSpec.SECTION_KEY_SYNOPSIS);
            int before = isSynopsis ? help.synopsisHeading().length() : 0;
            int indent =
                    isSynopsis ? before + help.commandSpec().qualifiedName().length() + 1 : -1;
            return broken(renderer.render(help), width, before, indent);
        });
        command.getSubcommands().values().forEach(below -> arrangeSections(below, width));
    }

    /**
     * @param before how much stands before the first line
     * @param indent of all lines but the first; -1 for that of what they continue
     */
    private static String broken(String text, int width, int before, int indent) {
        String end = text.endsWith("\n") ? "\n" : "";
        return text.lines()
                .map(line -> line.startsWith(EXAMPLE) ? line : broken(line, width - before, indent))
                .collect(Collectors.joining("\n", "", end));
    }

    private static String broken(String line, int width, int indent) {
        StringBuilder lines = new StringBuilder();
        String rest = line;
        int hang = indent < 0 ? hang(line) : indent;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            if (rest.substring(0, Math.max(space, 0)).isBlank()) {
                space = rest.indexOf(' ', Math.max(hang, 1));
                if (space < 0 || rest.substring(0, space).isBlank()) {
                    break;
                }
            }
            lines.append(rest, 0, space).append("\n");
            rest = " ".repeat(hang) + rest.substring(space).strip();
        }
        return lines.append(rest).toString();
    }

    private static int hang(String line) {
        Matcher columns = COLUMNS.matcher(line);
        int start = columns.matches() ? columns.group(1).length() : 0;
        return start == 0 || start > WIDEST / 2 ? 0 : start + HANG;
    }
}
