package io.audmodel.inputs;

import static io.audmodel.inputs.ZipLie.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that some reader may read as others, refuse or change. */
final class ZipNameLies {

    private ZipNameLies() {}

    static List<ZipLie> all() {
        List<ZipLie> all = new ArrayList<>();
        for (String name : List.of(
                "x:0.npy",
                "C:/x",
                "C:\\x",
                "a\\b",
                "a/b\\c",
                "line\nbreak",
                "tab\there",
                "escape\u001b[31m",
                "delete\u007f",
                "c1\u0085",
                "CON",
                "a/NUL.txt",
                "what?",
                "a ",
                "a.",
                "...",
                " ",
                "\u202Etxt",
                "u\u0308",
                "\u00fc",
                "\uD83D\uDE00",
                "-rf",
                "*",
                "$(id)",
                "nul\0.txt",
                "../x",
                "a/../x",
                "./x",
                "a//x",
                "/x",
                "//server/x",
                "..",
                ".",
                "",
                "/",
                "folder",
                "folder/",
                "folder/second.txt",
                "folder/second.txt/",
                "FOLDER/SECOND.TXT",
                "folder/second.txt/x",
                "empty/",
                "n".repeat(255),
                "n".repeat(256),
                "n/".repeat(300) + "n")) {
            all.add(entry("name '" + shown(name) + "'", e -> e.name = ZipLie.bytes(name)));
            if (name.contains("\\") || name.contains(":")) {
                all.add(entry("name '" + shown(name) + "' from FAT", e -> {
                    e.name = ZipLie.bytes(name);
                    e.host = 0;
                }));
            }
        }
        all.addAll(List.of(
                entry("name without the flag of UTF-8", e -> rename(e, ZipLie.bytes("\u00fc.bin"), 0)),
                entry("name of code page 437", e -> rename(e, new byte[] {(byte) 0x81, 'b', 'e', 'r'}, 0)),
                entry("every byte of code page 437", e -> rename(e, upperHalf(), 0)),
                entry("name that is no UTF-8", e -> rename(e, new byte[] {'a', (byte) 0xC3, '('}, 1 << 11)),
                entry(
                        "surrogate in UTF-8",
                        e -> rename(e, new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, 1 << 11)),
                entry("overlong UTF-8", e -> rename(e, new byte[] {(byte) 0xC0, (byte) 0xAE, 'x'}, 1 << 11)),
                entry("other local name", e -> e.localName = ZipLie.bytes("other.bin")),
                entry("longer local name", e -> e.localName = ZipLie.bytes("first.bin.bak")),
                entry("other flag of UTF-8 in the local header", e -> e.localFlags = e.flags ^ 1 << 11),
                entry("other name in Unicode", e -> e.unicodePath("other.bin", e.name)),
                entry("the same name in Unicode", e -> e.unicodePath("first.bin", e.name)),
                entry("name in Unicode for another name", e -> e.unicodePath("other.bin", ZipLie.bytes("third.bin"))),
                entry("name in Unicode that leaves the folder", e -> e.unicodePath("../x", e.name)),
                entry("empty name in Unicode", e -> e.unicodePath("", e.name)),
                entry("name in Unicode that is cut", e -> e.field(0x7075, new byte[] {1, 0, 0})),
                entry("name in Unicode in the local header alone", e -> {
                    byte[] before = e.extra;
                    e.unicodePath("other.bin", e.name);
                    e.extra = before;
                }),
                entry("name in Unicode in the directory alone", e -> {
                    byte[] before = e.localExtra;
                    e.unicodePath("other.bin", e.name);
                    e.localExtra = before;
                }),
                entry("umlaut in Unicode", e -> {
                    rename(e, new byte[] {(byte) 0x81, 'b', 'e', 'r'}, 0);
                    e.unicodePath("\u00fcber", e.name);
                }),
                entry("umlaut in raw UTF-8 and in Unicode", e -> {
                    rename(e, ZipLie.bytes("\u00fcber"), 0);
                    e.unicodePath("\u00fcber", e.name);
                })));
        return all;
    }

    private static void rename(ZipEntryBuilder entry, byte[] name, int flags) {
        entry.name = name;
        entry.flags = entry.flags & ~(1 << 11) | flags;
    }

    private static byte[] upperHalf() {
        byte[] all = new byte[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (128 + i);
        }
        return all;
    }

    private static String shown(String name) {
        String start = name.substring(0, Math.min(20, name.length()));
        return start.chars()
                .mapToObj(c -> c < ' ' || c > '~' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
