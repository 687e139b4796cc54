package io.audmodel.serializer.yaml;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptDocumentException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The parsing events of one document. Exceptions of the parser become a {@code CorruptDocumentException} with the
 * place.
 */
final class Events {

    private static final Pattern CONTENT = Pattern.compile("[^ \\t]");

    /** CPython allows 1000 calls within each other, and PyYAML takes several for a level. */
    private static final int DEEPEST_OF_PYTHON = 1000;

    private final String text;
    private final String source;
    private final Dialect dialect;
    private final Parser parser;

    /** The length of the document in code points if its last line has content and no line break. */
    private final int cutOffEnd;

    Events(String document, String source) {
        this.dialect = new Dialect(document, source);
        this.text = dialect.toParser();
        this.source = source;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Limits.BYTES)
                // All at once: with a smaller buffer, the time for a long token grows with the square of its length.
                .setBufferSize(text.length() + 1)
                .build();
        ScannerImpl scanner = new ScannerImpl(settings, new StreamReader(settings, text));
        this.parser = new ParserImpl(settings, new StrictScanner(scanner, text, source));
        this.cutOffEnd = CONTENT.matcher(text.substring(lastLineStart())).find()
                ? text.codePointCount(0, text.length())
                : Integer.MAX_VALUE;
    }

    /** Whether the next event is of this kind; it stays the next one. */
    boolean isNext(Event.ID kind) {
        try {
            return parser.checkEvent(kind);
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    Event next() {
        try {
            return parser.next();
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /**
     * Skips the rest of the collection whose start was the last event. Gives up if it is deeper than Python could write
     * it, since the parser's time grows with the square of the depth.
     */
    boolean skipRest() {
        int open = 1;
        while (open > 0) {
            if (open > DEEPEST_OF_PYTHON) {
                return false;
            }
            Event.ID kind = next().getEventId();
            if (kind == Event.ID.SequenceStart || kind == Event.ID.MappingStart) {
                open++;
            } else if (kind == Event.ID.SequenceEnd || kind == Event.ID.MappingEnd) {
                open--;
            }
        }
        return true;
    }

    /** How the document spells what the parser was given in other letters. */
    Dialect dialect() {
        return dialect;
    }

    /** Whether the document ends with this scalar, and without a line break. */
    boolean isCutOff(ScalarEvent event) {
        return event.getEndMark().orElseThrow().getIndex() >= cutOffEnd;
    }

    Position position(Event event) {
        return Position.of(source, event.getStartMark().orElseThrow());
    }

    private int lastLineStart() {
        return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    }

    private AudModelException translated(RuntimeException e) {
        if (e instanceof AudModelException known) {
            return known;
        }
        if (e instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            String context = marked.getContext() == null ? "" : " " + marked.getContext();
            return mark.map(at -> Position.of(source, at).corrupt("not YAML: " + marked.getProblem() + context, marked))
                    .orElseGet(() -> new CorruptDocumentException(source + " is not YAML: " + marked.getProblem(), e));
        }
        if (e instanceof ReaderException reader) {
            int read = text.offsetByCodePoints(0, reader.getPosition());
            return Position.after(source, text.substring(0, read))
                    .corrupt(
                            String.format(Locale.ROOT, "the character U+%04X must be escaped", reader.getCodePoint()),
                            e);
        }
        return new CorruptDocumentException(source + " is not YAML: " + e.getMessage(), e);
    }
}
