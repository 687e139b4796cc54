package io.audmodel.formats;

import io.audmodel.formats.TarBuilder.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tar archives that no reader should take, by what is wrong with each. */
final class HostileTars {

    private final Map<String, byte[]> all = new LinkedHashMap<>();

    private HostileTars() {}

    static Map<String, byte[]> all() {
        HostileTars tars = new HostileTars();
        tars.addNames();
        tars.addTypes();
        tars.addTrees();
        tars.addContents();
        tars.addHeaders();
        tars.addEnds();
        return tars.all;
    }

    /** The archive begins with a plain file, so that all are known as tar archives. */
    private void add(String what, Consumer<TarBuilder> rest) {
        TarBuilder tar = new TarBuilder().file("model.bin", "weights");
        rest.accept(tar);
        all.put(what, tar.build());
    }

    private void addNames() {
        for (String name : new String[] {
            "../evil", "a/../../evil", "..", "a/..", "/etc/evil", "//evil", "a//b", "a/./b", "././b", "", "/", "./"
        }) {
            add("a file named '" + name + "'", tar -> tar.file(name, "x"));
        }
        add("a folder named '../evil'", tar -> tar.folder("../evil/"));
        add("a folder named '/evil'", tar -> tar.folder("/evil/"));
        add(
                "a name that is no UTF-8",
                tar -> tar.entry(Header.of("", '0', 1).rawName(new byte[] {'a', (byte) 0xff, (byte) 0xfe}), "x"));
        String deep = "d/".repeat(60);
        add(
                "a long name that leaves the folder",
                tar -> tar.longName("../" + deep + "evil").file("short", "x"));
        add("an absolute long name", tar -> tar.longName("/" + deep + "evil").file("short", "x"));
        add(
                "attributes with an absolute path",
                tar -> tar.pax("path", "/tmp/evil").file("short", "x"));
        add(
                "attributes with a path that leaves the folder",
                tar -> tar.pax("path", "a/../../evil").file("short", "x"));
        add(
                "attributes with a path that has a NUL",
                tar -> tar.pax("path", "a\0b").file("short", "x"));
        add(
                "attributes with a path of 70,000 bytes",
                tar -> tar.pax("path", "n".repeat(70_000)).file("short", "x"));
        add(
                "attributes for a sparse file with an absolute name",
                tar -> tar.paxRecord(TarBuilder.record("GNU.sparse.major", "1")
                                + TarBuilder.record("GNU.sparse.minor", "0")
                                + TarBuilder.record("GNU.sparse.name", "/tmp/evil")
                                + TarBuilder.record("GNU.sparse.realsize", "1"))
                        .entry(Header.of("short", '0', 512), "0\n"));
    }

    private void addTypes() {
        add("a symbolic link", tar -> tar.entry(Header.of("a", '2', 0).link("/etc/passwd"), ""));
        add("a symbolic link within", tar -> tar.entry(Header.of("a", '2', 0).link("model.bin"), ""));
        add(
                "a symbolic link named as a folder",
                tar -> tar.entry(Header.of("a/", '2', 0).link("/etc"), ""));
        add(
                "a link and a file through it",
                tar -> tar.entry(Header.of("a", '2', 0).link("/tmp"), "").file("a/evil", "x"));
        add("a hard link", tar -> tar.entry(Header.of("a", '1', 0).link("model.bin"), ""));
        add(
                "a hard link to the outside",
                tar -> tar.entry(Header.of("a", '1', 0).link("/etc/passwd"), ""));
        add("a character device", tar -> tar.entry(Header.of("a", '3', 0), ""));
        add("a block device", tar -> tar.entry(Header.of("a", '4', 0), ""));
        add("a pipe", tar -> tar.entry(Header.of("a", '6', 0), ""));
        for (char type : new char[] {'8', 'D', 'M', 'N', 'V', 'A', 'X' + 32 + 2}) {
            add("an entry of the type '" + type + "'", tar -> tar.entry(Header.of("a", type, 0), ""));
        }
        add(
                "a file whose mode is a link's",
                tar -> tar.entry(Header.of("a", '0', 1).mode("0120777\0"), "x"));
        add(
                "a file whose mode is a device's",
                tar -> tar.entry(Header.of("a", '0', 1).mode("0060644\0"), "x"));
    }

    private void addTrees() {
        add("a file twice", tar -> tar.file("a", "x").file("a", "y"));
        add("a file twice, once with ./", tar -> tar.file("a", "x").file("./a", "y"));
        add("a folder twice", tar -> tar.folder("a/").folder("a/"));
        add("a file, and another one in it", tar -> tar.file("a", "x").file("a/b", "y"));
        add("a file, and a folder in it", tar -> tar.file("a", "x").folder("a/b/"));
        add("a file and a folder of one name", tar -> tar.file("a", "x").folder("a/"));
        add("a folder and a file of one name", tar -> tar.folder("a/").file("a", "x"));
        add(
                "a folder of a file, and a file of its name",
                tar -> tar.file("a/b", "x").file("a", "y"));
    }

    private void addContents() {
        add("a folder with content", tar -> tar.entry(Header.of("a/", '5', 1), "x"));
        add(
                "a size that is no number",
                tar -> tar.entry(
                        Header.of("a", '0', 0).rawSize("00000zz0000\0".getBytes(StandardCharsets.US_ASCII)), ""));
        byte[] negative = new byte[12];
        Arrays.fill(negative, (byte) 0xff);
        add("a negative size", tar -> tar.entry(Header.of("a", '0', 0).rawSize(negative), ""));
        byte[] huge = new byte[12];
        huge[0] = (byte) 0x80;
        huge[4] = 0x7f;
        add("a size of 2^63", tar -> tar.entry(Header.of("a", '0', 0).rawSize(huge), ""));
        add("a size beyond the archive", tar -> tar.entry(Header.of("a", '0', 1 << 20), "x"));
        add("attributes with a negative size", tar -> tar.pax("size", "-1").file("a", "x"));
        add(
                "attributes with a size that is no number",
                tar -> tar.pax("size", "many").file("a", "x"));
    }

    private void addHeaders() {
        add("a wrong checksum", tar -> tar.entry(Header.of("a", '0', 1).withoutChecksum(), "x"));
        add(
                "a wrong checksum of a long name",
                tar -> tar.entry(Header.of("././@LongLink", 'L', 5).withoutChecksum(), "name\0")
                        .file("a", "x"));
        add("attributes of a wrong length", tar -> tar.paxRecord("99 path=a\n").file("short", "x"));
        add("attributes of no length", tar -> tar.paxRecord("path=a\n").file("short", "x"));
        add("attributes without an entry", tar -> tar.pax("path", "a"));
        add("a long name without an entry", tar -> tar.longName("a"));
        add(
                "attributes of two megabytes",
                tar -> tar.pax("comment", "x".repeat(2 << 20)).file("a", "x"));
        add(
                "a long name of two megabytes",
                tar -> tar.longName("n".repeat(2 << 20)).file("a", "x"));
        add("5,000 attributes for one entry", tar -> {
            for (int i = 0; i < 5_000; i++) {
                tar.pax("path", "a" + i);
            }
            tar.file("a", "x");
        });
        add(
                "a sparse file that goes back",
                tar -> tar.paxRecord(TarBuilder.record("GNU.sparse.size", "1000")
                                + TarBuilder.record("GNU.sparse.map", "512,10,0,10"))
                        .file("a", "x".repeat(20)));
        add(
                "a sparse file of 2^60 bytes",
                tar -> tar.paxRecord(TarBuilder.record("GNU.sparse.size", "" + (1L << 60))
                                + TarBuilder.record("GNU.sparse.map", "0,1"))
                        .file("a", "x"));
    }

    private void addEnds() {
        byte[] plain =
                new TarBuilder().file("model.bin", "weights").folder("a/").build();
        all.put("no end", new TarBuilder().file("model.bin", "weights").buildWithoutEnd());
        all.put(
                "no end after zeros",
                new TarBuilder().file("model.bin", "\0".repeat(1024)).buildWithoutEnd());
        all.put("cut off in a header", Arrays.copyOf(plain, 1024 + 100));
        all.put("cut off in a file", Arrays.copyOf(plain, 512 + 3));
        all.put(
                "an entry after one block of zeros",
                new TarBuilder()
                        .file("model.bin", "weights")
                        .raw(new byte[512])
                        .file("hidden", "x")
                        .build());
        all.put(
                "an entry after the end",
                new TarBuilder()
                        .file("model.bin", "weights")
                        .raw(new byte[1024])
                        .file("hidden", "x")
                        .build());
        all.put("no file", new TarBuilder().folder("a/").build());
        all.put("no entry", new TarBuilder().build());
    }
}
