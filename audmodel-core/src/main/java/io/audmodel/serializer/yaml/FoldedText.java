package io.audmodel.serializer.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes text in one of three styles, folded where the format allows it once a line is wider than 80 columns. */
final class FoldedText {

    private static final int WIDTH = 80;
    private static final int NEVER = Integer.MAX_VALUE;

    private static final Pattern RUN = Pattern.compile(" +|\\n+|[^ \\n]+");

    private final DocumentText out;
    private final int indent;
    private final int width;

    /** @param indent the column at which a folded line continues */
    FoldedText(DocumentText out, int indent, boolean mayFold) {
        this.out = out;
        this.indent = indent;
        this.width = mayFold ? WIDTH : NEVER;
    }

    void write(String text, StringStyle style) {
        switch (style) {
            case PLAIN -> words(text);
            case SINGLE_QUOTED -> {
                out.append('\'');
                words(text.replace("'", "''"));
                out.append('\'');
            }
            case DOUBLE_QUOTED -> doubleQuoted(text);
        }
    }

    /** A line ends instead of a single space, never at either end of the text. */
    private void words(String text) {
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            boolean isInside = run.start() > 0 && run.end() < text.length();
            if (run.group().startsWith("\n")) {
                // One break more than in the text: folding swallows the first.
                out.lineBreak();
                run.group().chars().forEach(each -> out.lineBreak());
                out.pad(indent);
            } else if (run.group().equals(" ") && isInside && out.column() > width) {
                out.startLine(indent);
            } else {
                out.append(run.group());
            }
        }
    }

    /** A line ends, with a backslash, before a space or beside an escape sequence, never at either end of the text. */
    private void doubleQuoted(String text) {
        int[] points = text.codePoints().toArray();
        boolean followsEscape = false;
        int lineStart = 0;
        out.append('"');
        for (int at = 0; at < points.length; at++) {
            boolean isInside = 0 < at && at < points.length - 1;
            boolean isEscaped = Escapes.isNeeded(points[at]);
            if (isEscaped) {
                out.append(Escapes.of(points[at]));
                if (isInside && out.column() - 1 > width) {
                    fold(points[at + 1]);
                    lineStart = at + 1;
                }
            } else {
                // The reference folds a second time before a space that begins a line, where lines begin beyond the
                // width. It then reads back a backslash that was not there.
                boolean beginsLine = lineStart == at && points[at] == ' ';
                if (isInside && (points[at] == ' ' || followsEscape) && !beginsLine && out.column() > width) {
                    fold(points[at]);
                }
                out.append((char) points[at]);
            }
            followsEscape = isEscaped;
        }
        out.append('"');
    }

    private void fold(int next) {
        out.append('\\').startLine(indent);
        if (next == ' ') {
            out.append('\\');
        }
    }
}
