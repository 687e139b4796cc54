package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.model.Tree;
import io.audmodel.serializer.yaml.Anchors.Anchored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds the values of one document from its events. An alias shares the value of its anchor, which is immutable, and
 * counts as often as it is used. Where a node is {@code <<} or {@code =}, which mean something as keys only, its value
 * here is {@link ScalarType#MERGE} or {@link ScalarType#VALUE}.
 */
final class DocumentReader {

    private final Events events;
    private final Function<String, ScalarType> plain;
    private final Anchors anchors = new Anchors();

    /** How many values there are so far, and how deep the deepest of them is; what aliases repeat counts again. */
    private int valueCount;

    private int deepest;

    /** @param plain which type a scalar has that stands without quotes and tag */
    DocumentReader(String document, String source, Function<String, ScalarType> plain) {
        this.events = new Events(document, source);
        this.plain = plain;
    }

    /** The value of the document, null if there is none. */
    @Nullable
    Object read() {
        events.next();
        if (events.isNext(Event.ID.StreamEnd)) {
            return null;
        }
        events.next();
        Object value = value(0);
        events.next();
        if (!events.isNext(Event.ID.StreamEnd)) {
            throw position(events.next()).corrupt("a second document begins here; one is expected");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        Event event = events.next();
        Object value = node(event, depth);
        if (value instanceof ScalarType) {
            throw position(event)
                    .corrupt("'" + ((value == ScalarType.MERGE) ? "<<" : "=")
                            + "' without quotes is a key of its own kind and cannot be a value; quote it");
        }
        return value;
    }

    private @Nullable Object node(Event event, int depth) {
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        if (event instanceof AliasEvent) {
            Anchored anchored = anchors.get(anchor.orElseThrow(), position(event));
            grow(anchored.valueCount(), depth + anchored.height(), event);
            return anchored.value();
        }
        int countBefore = valueCount;
        int deepestBefore = deepest;
        deepest = depth;
        anchor.ifPresent(name -> anchors.open(name, position(event)));
        Object value = event instanceof ScalarEvent scalar ? scalar(scalar, depth) : collection(event, depth);
        anchor.ifPresent(name -> anchors.close(name, new Anchored(value, valueCount - countBefore, deepest - depth)));
        deepest = Math.max(deepest, deepestBefore);
        return value;
    }

    private @Nullable Object scalar(ScalarEvent event, int depth) {
        grow(1, depth, event);
        String tag = event.getTag().orElse("");
        String text = text(event);
        if (tag.isEmpty() && !event.isPlain()) {
            return text;
        }
        ScalarType type = tag.isEmpty() || tag.equals("!")
                ? plain.apply(text)
                : ScalarType.tagged(tag).orElseThrow(() -> misplaced(tag, event));
        return ScalarReader.read(type, text, position(event));
    }

    private String text(ScalarEvent event) {
        if (event.isDQuoted()) {
            return event.getValue();
        }
        String text = Dialect.fromParser(event.getValue());
        // In YAML 1.1 a block has the line breaks that are there, and in 1.2 one at its end in any case.
        boolean hasAddedBreak =
                (event.isLiteral() || event.isFolded()) && text.endsWith("\n") && events.isCutOff(event);
        return hasAddedBreak ? text.substring(0, text.length() - 1) : text;
    }

    private Object collection(Event event, int depth) {
        CollectionStartEvent start = (CollectionStartEvent) event;
        grow(1, depth + 1, event);
        String tag = start.getTag().filter(name -> !name.equals("!")).orElse("");
        if (event.getEventId() == Event.ID.MappingStart) {
            return mapping(event, tag, depth);
        }
        return switch (tag) {
            case "", Tags.SEQ, Tags.PYTHON_LIST, Tags.PYTHON_TUPLE -> sequence(depth);
            case Tags.OMAP, Tags.PAIRS -> pairs(event, depth);
            default -> throw misplaced(tag, event);
        };
    }

    private List<@Nullable Object> sequence(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (!events.isNext(Event.ID.SequenceEnd)) {
            elements.add(value(depth + 1));
        }
        events.next();
        return Collections.unmodifiableList(elements);
    }

    /** What Python holds as a list of tuples, since it orders its keys, or lets them repeat. */
    private List<@Nullable Object> pairs(Event start, int depth) {
        List<@Nullable Object> pairs = new ArrayList<>();
        for (Object element : sequence(depth)) {
            if (!(element instanceof Map<?, ?> map) || map.size() != 1) {
                throw position(start).corrupt("each element of this list must be a mapping with one key");
            }
            map.forEach((key, value) -> {
                List<@Nullable Object> pair = new ArrayList<>();
                pair.add(key);
                pair.add(value);
                pairs.add(Collections.unmodifiableList(pair));
            });
        }
        return Collections.unmodifiableList(pairs);
    }

    private Object mapping(Event event, String tag, int depth) {
        if (!Tags.MAPPINGS.contains(tag)) {
            throw misplaced(tag, event);
        }
        Mapping mapping = new Mapping();
        while (!events.isNext(Event.ID.MappingEnd)) {
            Event keyEvent = events.next();
            Object key = node(keyEvent, depth + 1);
            Object value = value(depth + 1);
            mapping.add(key, value, position(keyEvent));
        }
        events.next();
        return tag.equals(Tags.SET) ? mapping.keys() : mapping.toMap();
    }

    private CorruptDocumentException misplaced(String tag, Event event) {
        String spelling = Tags.spell(tag);
        return position(event)
                .corrupt(
                        Tags.isKnown(tag)
                                ? "the tag " + spelling + " does not fit what it stands before"
                                : "the tag " + spelling + " is never instantiated; only plain values are read");
    }

    private void grow(int moreValues, int depth, Event event) {
        valueCount += moreValues;
        deepest = Math.max(deepest, depth);
        if (valueCount > Limits.VALUES) {
            throw position(event)
                    .exceeded("more than " + Limits.VALUES + " values, those that aliases repeat included"
                            + (Limits.VALUES < Tree.MAX_VALUES ? "; the heap (-Xmx) is too small for more" : ""));
        }
        if (depth > Tree.MAX_DEPTH) {
            throw position(event).exceeded("nested deeper than " + Tree.MAX_DEPTH + " levels");
        }
    }

    private Position position(Event event) {
        return events.position(event);
    }
}
