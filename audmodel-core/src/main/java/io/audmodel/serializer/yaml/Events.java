package io.audmodel.serializer.yaml;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptDocumentException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The parsing events of one document. Whatever the parser throws comes out as a corrupt document, with its place. */
final class Events {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Limits.BYTES).build();

    private final String text;
    private final String source;
    private final Parser parser;

    Events(String document, String source) {
        this.text = Dialect.toParser(document, source);
        this.source = source;
        ScannerImpl scanner = new ScannerImpl(SETTINGS, new StreamReader(SETTINGS, text));
        this.parser = new ParserImpl(SETTINGS, new StrictScanner(scanner, text, source));
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

    Position position(Event event) {
        return Position.of(source, event.getStartMark().orElseThrow());
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
                    .corrupt(String.format("the character U+%04X must be escaped", reader.getCodePoint()), e);
        }
        return new CorruptDocumentException(source + " is not YAML: " + e.getMessage(), e);
    }
}
