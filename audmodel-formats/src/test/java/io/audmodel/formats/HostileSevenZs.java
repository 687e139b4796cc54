package io.audmodel.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** 7z archives that no reader should take, by what is wrong with each. */
final class HostileSevenZs {

    private static final int UNIX = 0x8000;

    private record Entry(SevenZArchiveEntry entry, byte[] content) {}

    private final Map<String, byte[]> all = new LinkedHashMap<>();

    private HostileSevenZs() {}

    static Map<String, byte[]> all() {
        HostileSevenZs archives = new HostileSevenZs();
        archives.addNames();
        archives.addTypes();
        archives.addTrees();
        archives.addDamages();
        return archives.all;
    }

    static byte[] plain() {
        return build(List.of(
                file("model.bin", "weights of a model, and again: weights of a model"),
                file("config/labels.txt", "a\nb\n"),
                folder("logs")));
    }

    private void add(String what, Entry... rest) {
        List<Entry> entries = new ArrayList<>(List.of(file("model.bin", "weights")));
        entries.addAll(List.of(rest));
        all.put(what, build(entries));
    }

    private void addNames() {
        for (String name : new String[] {
            "../evil",
            "a/../../evil",
            "..",
            "a/..",
            "/etc/evil",
            "//evil",
            "a//b",
            "a/./b",
            "./b",
            ".",
            "",
            "/",
            "a/",
            "..\\evil",
            "C:\\evil",
            "a\\b",
            "a\ud800"
        }) {
            add("a file named '" + name.replace('\ud800', '?') + "'", file(name, "x"));
        }
        add("a folder named '../evil'", folder("../evil"));
        add("a folder named '/evil'", folder("/evil"));
        add("a folder named '.'", folder("."));
        add("a name of 70,000 characters", file("n".repeat(70_000), "x"));
    }

    private void addTypes() {
        add("a link of Unix", with(file("a", "/etc/passwd"), UNIX | 0120777 << 16));
        add("a link of Unix that is empty", with(file("a", ""), UNIX | 0120777 << 16));
        add("a device of Unix", with(file("a", "x"), UNIX | 0060644 << 16));
        add("a pipe of Unix", with(file("a", "x"), UNIX | 0010644 << 16));
        add("a socket of Unix", with(file("a", "x"), UNIX | 0140644 << 16));
        add("a file whose mode is a folder's", with(file("a", "x"), UNIX | 0040755 << 16));
        add("a folder whose mode is a file's", with(folder("a"), UNIX | 0100644 << 16));
        add("a folder whose mode is a link's", with(folder("a"), UNIX | 0120777 << 16));
        add("a link of Windows", with(file("a", "x"), 0x400));
        add("a junction of Windows", with(folder("a"), 0x410));
        add("a device of Windows", with(file("a", "x"), 0x40));
        Entry anti = file("a", "");
        anti.entry().setAntiItem(true);
        add("something to delete", anti);
        Entry antiFolder = folder("a");
        antiFolder.entry().setAntiItem(true);
        add("a folder to delete", antiFolder);
    }

    private void addTrees() {
        add("a file twice", file("a", "x"), file("a", "y"));
        add("a folder twice", folder("a"), folder("a"));
        add("a file, and another one in it", file("a", "x"), file("a/b", "y"));
        add("a file, and a folder in it", file("a", "x"), folder("a/b"));
        add("a file and a folder of one name", file("a", "x"), folder("a"));
        add("a folder and a file of one name", folder("a"), file("a", "x"));
        add("a folder of a file, and a file of its name", file("a/b", "x"), file("a", "y"));
        all.put("no file", build(List.of(folder("a"))));
    }

    private void addDamages() {
        byte[] plain = plain();
        for (int length : new int[] {7, 31, 32, 40, plain.length / 2, plain.length - 1}) {
            all.put("cut off after " + length + " bytes", Arrays.copyOf(plain, length));
        }
        all.put("a wrong checksum of the start", damaged(plain, 8));
        all.put("a wrong place of the table of contents", damaged(plain, 12));
        all.put("a wrong length of the table of contents", damaged(plain, 20));
        all.put("a wrong checksum of the table of contents", damaged(plain, 28));
        all.put("a damaged file", damaged(plain, 36));
        all.put("a damaged table of contents", damaged(plain, plain.length - 8));
        all.put("a file under a password", encrypted());
    }

    private static byte[] damaged(byte[] archive, int at) {
        byte[] damaged = archive.clone();
        damaged[at] ^= 0x55;
        return damaged;
    }

    private static Entry file(String name, String content) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        return new Entry(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Entry folder(String name) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        entry.setDirectory(true);
        return new Entry(entry, new byte[0]);
    }

    private static Entry with(Entry entry, int attributes) {
        entry.entry().setHasWindowsAttributes(true);
        entry.entry().setWindowsAttributes(attributes);
        return entry;
    }

    private static byte[] build(List<Entry> entries) {
        return build(
                archive ->
                        archive.setContentMethods(List.of(new SevenZMethodConfiguration(SevenZMethod.LZMA2, 1 << 16))),
                null,
                entries);
    }

    private static byte[] encrypted() {
        return build(archive -> {}, "secret".toCharArray(), List.of(file("model.bin", "weights")));
    }

    private static byte[] build(Consumer<SevenZOutputFile> setting, char @Nullable [] password, List<Entry> entries) {
        try (SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile archive =
                    password == null ? new SevenZOutputFile(bytes) : new SevenZOutputFile(bytes, password)) {
                setting.accept(archive);
                for (Entry entry : entries) {
                    archive.putArchiveEntry(entry.entry());
                    archive.write(entry.content());
                    archive.closeArchiveEntry();
                }
            }
            return Arrays.copyOf(bytes.array(), (int) bytes.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
