package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.serializer.Unreadable;
import io.audmodel.serializer.yaml.Anchors.Anchored;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds the values of one document from its events. An alias shares the value of its anchor, which is immutable, and
 * counts as often as it is used. Where a node is {@code <<} or {@code =}, which mean something as keys only, its value
 * here is {@link ScalarType#MERGE} or {@link ScalarType#VALUE}. A part that is no value becomes an {@link Unreadable},
 * so that the rest can be used.
 */
final class DocumentReader {

    private final Events events;
    private final Function<String, ScalarType> plain;
    private final Anchors anchors = new Anchors();

    /** How many values there are so far, and how deep the deepest of them is; what aliases repeat counts again. */
    private int valueCount;

    private int deepest;

    /** The outermost of those in the document by now, in its order. */
    private final List<Unreadable> unreadable = new ArrayList<>();

    /** @param plain the type of a scalar without quotes and tag */
    DocumentReader(String document, String source, Function<String, ScalarType> plain) {
        this.events = new Events(document, source);
        this.plain = plain;
    }

    /**
     * The value of the document, null if there is none.
     *
     * @throws CorruptDocumentException if a part of it is no value
     */
    @Nullable
    Object read() {
        Object value = readLeniently();
        if (!unreadable.isEmpty()) {
            throw unreadable.get(0).problem();
        }
        return value;
    }

    /** As {@link #read}, with an {@link Unreadable} for each part that is no value. */
    @Nullable
    Object readLeniently() {
        events.next();
        if (events.isNext(Event.ID.StreamEnd)) {
            events.dialect().requireSeparatorsQuoted();
            return null;
        }
        events.next();
        Object value = value(0);
        events.next();
        if (!events.isNext(Event.ID.StreamEnd)) {
            throw position(events.next()).corrupt("a second document begins here; one is expected");
        }
        events.dialect().requireSeparatorsQuoted();
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
            return repeated(anchor.orElseThrow(), event, depth);
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

    private @Nullable Object repeated(Anchor name, Event event, int depth) {
        Anchored anchored = anchors.get(name, position(event));
        if (anchored == null) {
            return unreadable(
                    "",
                    name.getValue(),
                    position(event).exceeded("the alias *" + name + " stands within what it repeats: it has no end"),
                    unreadable.size());
        }
        grow(anchored.valueCount(), event);
        if (depth + anchored.height() > Tree.MAX_DEPTH) {
            return unreadable("", name.getValue(), tooDeep(event), unreadable.size());
        }
        deepest = Math.max(deepest, depth + anchored.height());
        return anchored.value();
    }

    private @Nullable Object scalar(ScalarEvent event, int depth) {
        grow(1, event);
        deepest = Math.max(deepest, depth);
        String tag = event.getTag().orElse("");
        String text = text(event);
        int before = unreadable.size();
        if (tag.isEmpty() && !event.isPlain()) {
            return text;
        }
        boolean isUntagged = tag.isEmpty() || tag.equals("!");
        Optional<ScalarType> type = isUntagged ? Optional.of(plain.apply(text)) : ScalarType.tagged(tag);
        if (type.isEmpty()) {
            return unreadable(tag, text, misplaced(tag, event), before);
        }
        try {
            return ScalarReader.read(type.get(), text, position(event));
        } catch (CorruptContentException e) {
            return unreadable(tag, text, e, before);
        }
    }

    /** @param before the number of unreadable parts when this part of the document began */
    private Unreadable unreadable(String tag, @Nullable Object content, CorruptContentException problem, int before) {
        unreadable.subList(before, unreadable.size()).clear();
        Unreadable part = new Unreadable(tag, content, problem);
        unreadable.add(part);
        return part;
    }

    private String text(ScalarEvent event) {
        // isDQuoted() and its like are missing in older releases, which hosts such as Spark bring.
        ScalarStyle style = event.getScalarStyle();
        if (style == ScalarStyle.DOUBLE_QUOTED) {
            return events.dialect().doubleQuoted(event.getValue());
        }
        if (style == ScalarStyle.SINGLE_QUOTED) {
            return events.dialect().singleQuoted(event.getValue());
        }
        String text = events.dialect().unquoted(event.getValue());
        // In YAML 1.1 a block has the line breaks that are there, and in 1.2 one at its end in any case.
        boolean hasAddedBreak = (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED)
                && text.endsWith("\n")
                && events.isCutOff(event);
        return hasAddedBreak ? text.substring(0, text.length() - 1) : text;
    }

    private @Nullable Object collection(Event event, int depth) {
        CollectionStartEvent start = (CollectionStartEvent) event;
        grow(1, event);
        int before = unreadable.size();
        String tag = start.getTag().filter(name -> !name.equals("!")).orElse("");
        if (depth + 1 > Tree.MAX_DEPTH) {
            if (!events.skipRest()) {
                throw tooDeep(event);
            }
            return unreadable(tag, null, tooDeep(event), before);
        }
        deepest = Math.max(deepest, depth + 1);
        boolean isMapping = event.getEventId() == Event.ID.MappingStart;
        if (isMapping && Tags.MAPPINGS.contains(tag)) {
            Mapping mapping = mapping(depth);
            return tag.equals(Tags.SET) ? frozen(mapping.keys(), PythonSet::copyOf) : mapping.toMap();
        }
        if (!isMapping && Tags.SEQUENCES.contains(tag)) {
            return switch (tag) {
                case Tags.OMAP, Tags.PAIRS -> pairs(event, depth);
                case Tags.PYTHON_TUPLE -> frozen(sequence(depth), Tuple::copyOf);
                default -> sequence(depth);
            };
        }
        Object content = isMapping ? mapping(depth).toMap() : sequence(depth);
        Optional<Object> scalar = NumpyScalar.of(tag, content);
        scalar.ifPresent(value -> unreadable.subList(before, unreadable.size()).clear());
        return scalar.orElseGet(() -> unreadable(tag, content, misplaced(tag, event), before));
    }

    private List<@Nullable Object> sequence(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (!events.isNext(Event.ID.SequenceEnd)) {
            elements.add(value(depth + 1));
        }
        events.next();
        return Collections.unmodifiableList(elements);
    }

    private static List<@Nullable Object> frozen(
            List<@Nullable Object> elements, UnaryOperator<List<@Nullable Object>> kind) {
        try {
            return kind.apply(elements);
        } catch (UnserializableValueException e) {
            // A caller that wants values refuses the elements, whatever holds them.
            return elements;
        }
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
                pairs.add(frozen(Collections.unmodifiableList(pair), Tuple::copyOf));
            });
        }
        return Collections.unmodifiableList(pairs);
    }

    private Mapping mapping(int depth) {
        Mapping mapping = new Mapping();
        while (!events.isNext(Event.ID.MappingEnd)) {
            Event keyEvent = events.next();
            int before = unreadable.size();
            Object key = node(keyEvent, depth + 1);
            if (key instanceof List || key instanceof Map) {
                CorruptDocumentException problem =
                        position(keyEvent).corrupt("a key must be a scalar, not a list or a mapping");
                key = unreadable("", key, problem, before);
            }
            Object value = value(depth + 1);
            mapping.add(key, value, position(keyEvent));
        }
        events.next();
        return mapping;
    }

    private CorruptDocumentException misplaced(String tag, Event event) {
        String spelling = Tags.spell(tag);
        return position(event)
                .corrupt(
                        Tags.isKnown(tag)
                                ? "the tag " + spelling + " does not fit what it stands before"
                                : "the tag " + spelling + " is never instantiated; only plain values are read");
    }

    private LimitExceededException tooDeep(Event event) {
        return position(event).exceeded("nested deeper than " + Tree.MAX_DEPTH + " levels");
    }

    private void grow(int moreValues, Event event) {
        valueCount += moreValues;
        if (valueCount > Limits.VALUES) {
            throw position(event)
                    .exceeded("more than " + Limits.VALUES + " values, those that aliases repeat included"
                            + (Limits.VALUES < Tree.MAX_VALUES ? "; the heap (-Xmx) is too small for more" : ""));
        }
    }

    private Position position(Event event) {
        return events.position(event);
    }
}
