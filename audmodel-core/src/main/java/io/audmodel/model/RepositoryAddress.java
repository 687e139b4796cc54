package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A repository and the options of its backend. Its text is {@code backend:host#name?option=value&option=value}, such as
 * {@code s3:https://s3.eu-north-1.amazonaws.com#bucket?prefix=team/models}. In values {@code %26} is {@code &}, {@code
 * %23} is {@code #}, {@code %2C} is a comma and {@code %25} is {@code %}. Without options it is the text of the
 * repository. An address refuses credentials, since it is shown in messages.
 *
 * @param options the options by name, sorted; the backend knows which names there are
 */
public record RepositoryAddress(Repository repository, Map<String, String> options) implements Serializable {

    private static final String PREFIX = "prefix";

    private static final String FORM =
            "options have the form backend:host#name?option=value&option=value, such as ?region=eu-north-1&prefix=team/models";

    /** @throws InvalidArgumentException if an option has no name, no value, or is a credential */
    public RepositoryAddress {
        SortedMap<String, String> sorted = new TreeMap<>(options);
        sorted.forEach((name, value) -> requireOption(repository, name, value));
        options = Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * Reads {@code backend:host#name} and the options behind a {@code ?} after it, percent-decoded.
     *
     * @throws InvalidArgumentException if the text has another form, an option is named twice, or is a credential
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RepositoryAddress of(String text) {
        Objects.requireNonNull(text, "the text of a repository is null");
        int hash = text.lastIndexOf('#');
        int question = text.indexOf('?', hash + 1);
        String host = hash < 0 ? text : text.substring(0, hash);
        if (host.indexOf('=') >= 0
                && OptionForms.CREDENTIAL_OF_HOST.matcher(host).find()) {
            throw new InvalidArgumentException("what stands before the name of a repository holds a credential, and"
                    + " addresses are shown: pass it by the environment, the backend's configuration file or the client's"
                    + " builder; " + FORM + ", where a # in a value is written as %23");
        }
        if (hash < 0 && question >= 0) {
            throw new InvalidArgumentException("'" + text + "' is not a repository: " + Repository.FORM);
        }
        return question < 0
                ? new RepositoryAddress(Repository.of(text), Map.of())
                : of(Repository.of(text.substring(0, question)), text.substring(question + 1));
    }

    /**
     * Reads several addresses, separated by commas, in search order.
     *
     * @throws InvalidArgumentException if one of them is malformed, or the text names none
     */
    public static List<RepositoryAddress> listOf(String text) {
        List<RepositoryAddress> addresses = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(RepositoryAddress::ofList)
                .toList();
        if (addresses.isEmpty()) {
            throw new InvalidArgumentException(
                    "no repository is named: separate several by commas, and " + Repository.FORM);
        }
        return addresses;
    }

    private static RepositoryAddress ofList(String part) {
        if (part.endsWith(";") || part.endsWith("|")) {
            throw new InvalidArgumentException(
                    "a repository ends with '" + part.charAt(part.length() - 1) + "': separate several by commas");
        }
        return of(part);
    }

    /**
     * Reads the options of a repository, {@code option=value&option=value}, percent-decoded.
     *
     * @throws InvalidArgumentException if the text has another form, an option is named twice, or is a credential
     */
    public static RepositoryAddress of(Repository repository, String options) {
        SortedMap<String, String> found = new TreeMap<>();
        for (String option : options.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals <= 0
                    || !OptionForms.NAME.matcher(option.substring(0, equals)).matches()) {
                throw new InvalidArgumentException(
                        "option " + (found.size() + 1) + " of " + repository + " is not name=value: " + FORM);
            }
            String name = option.substring(0, equals);
            if (found.put(name, decoded(repository, name, option.substring(equals + 1))) != null) {
                throw new InvalidArgumentException(
                        "the option '" + name + "' of " + repository + " is named twice: keep one of them");
            }
        }
        return new RepositoryAddress(repository, found);
    }

    /**
     * Returns where the models are, without the options that say how to reach them. Two addresses of one place are
     * equal here.
     */
    public RepositoryAddress place() {
        return place(repository, options);
    }

    /** As {@link #place()}, for options that may hold credentials. */
    public static RepositoryAddress place(Repository repository, Map<String, String> options) {
        String prefix = options.get(PREFIX);
        return new RepositoryAddress(repository, prefix == null ? Map.of() : Map.of(PREFIX, prefix));
    }

    private static void requireOption(Repository repository, String name, String value) {
        if (!OptionForms.NAME.matcher(name).matches()) {
            throw new InvalidArgumentException("an option of " + repository + " has a name with other characters than"
                    + " letters, digits, '_', '.' and '-': " + FORM);
        }
        if (OptionForms.CREDENTIAL_NAME.matcher(name).matches()) {
            throw new InvalidArgumentException("the option '" + name + "' of " + repository
                    + " is a credential, and addresses are shown: pass it by the environment, the backend's"
                    + " configuration file or the client's builder");
        }
        if (value.isBlank()) {
            throw new InvalidArgumentException(
                    "the option '" + name + "' of " + repository + " has no value: say one, or leave it out");
        }
    }

    private static String decoded(Repository repository, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        try {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != '%') {
                    plain.put(bytes[i]);
                    continue;
                }
                plain.put((byte) HexFormat.fromHexDigits(new String(bytes, i + 1, 2, StandardCharsets.US_ASCII)));
                i += 2;
            }
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException e) {
            throw new InvalidArgumentException("the value of the option '" + name + "' of " + repository
                    + " has a % that begins no escaped character of UTF-8: write a % itself as %25");
        }
    }

    private static String escaped(String value) {
        return OptionForms.UNSAFE
                .matcher(value)
                .replaceAll(found -> HexFormat.of()
                        .withUpperCase()
                        .withPrefix("%")
                        .formatHex(found.group().getBytes(StandardCharsets.UTF_8)));
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RepositoryAddress that
                && repository.equals(that.repository)
                && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return 31 * repository.hashCode() + options.hashCode();
    }

    /** Returns the text that {@link #of(String)} reads. */
    @Override
    @JsonValue
    public String toString() {
        return options.isEmpty()
                ? repository.toString()
                : options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + escaped(option.getValue()))
                        .collect(Collectors.joining("&", repository + "?", ""));
    }

    /** What options look like. Apart: few addresses have any, and the start of a program would compile these in vain. */
    private static final class OptionForms {

        static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
        private static final String CREDENTIAL =
                "[A-Za-z0-9_.-]*?(?i:keys?|tokens?|password|passwd|passphrase|pwd|secret|credentials?|signature)";
        static final Pattern CREDENTIAL_NAME = Pattern.compile(CREDENTIAL);
        static final Pattern CREDENTIAL_OF_HOST = Pattern.compile("[?&;]" + CREDENTIAL + "=");
        static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9/:._~-]");
    }
}
