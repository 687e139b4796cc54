package io.audmodel.catalogue;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a page, which has nothing that another program put there in its place. */
final class SiteFolder implements Site {

    /** What a run leaves that was killed while it wrote. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.index\\.html\\.[0-9a-f-]{36}");

    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final Path folder;
    private final Path page;

    private SiteFolder(Path folder) {
        this.folder = folder;
        this.page = folder.resolve(Catalogue.PAGE);
    }

    /** @throws InvalidArgumentException if the folder is another one's */
    static SiteFolder of(Path path) {
        SiteFolder site = new SiteFolder(path.toAbsolutePath().normalize());
        try {
            site.requireOurs();
        } catch (IOException e) {
            throw site.failed("read", e);
        }
        return site;
    }

    /** The same, where nothing is written. */
    Site planned() {
        return new Site() {
            @Override
            public EarlierPage earlierPage() {
                return SiteFolder.this.earlierPage();
            }

            @Override
            public URI replace(Content content) {
                try {
                    content.write(Writer.nullWriter());
                    return page.toUri();
                } catch (IOException e) {
                    throw failed("made", e);
                }
            }
        };
    }

    private void requireOurs() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidArgumentException(
                    folder + " is no folder: name one for the catalogue, which may be missing");
        }
        if (Files.exists(page, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(page) || !startsAsOurs()) {
                throw new InvalidArgumentException(
                        page + " is no catalogue that this tool wrote, and is not replaced: name another"
                                + " folder, or remove the file");
            }
            return;
        }
        List<String> others = names().stream()
                .filter(name -> !UNFINISHED.matcher(name).matches())
                .toList();
        if (!others.isEmpty()) {
            throw new InvalidArgumentException(folder + " has '" + others.get(0)
                    + "' and no catalogue: name a folder that is missing," + " empty, or has a catalogue");
        }
    }

    private boolean startsAsOurs() throws IOException {
        byte[] marker = CataloguePage.MARKER.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(page)) {
            return Arrays.equals(in.readNBytes(marker.length), marker);
        }
    }

    @Override
    public EarlierPage earlierPage() {
        try {
            if (!Files.exists(page)) {
                return EarlierPage.none();
            }
            CatalogueReader.requireReadable(page.toString(), Files.size(page));
            return CataloguePage.read(Files.readAllBytes(page));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Writes the page beside the earlier one, and renames it. */
    @Override
    public URI replace(Content content) {
        Path unfinished = folder.resolve("." + Catalogue.PAGE + "." + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            try {
                write(unfinished, content);
                Files.move(unfinished, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            removeUnfinished();
            return page.toUri();
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** Writes a new file, and forces it to the disk. */
    static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), 1 << 16)) {
            content.write(out);
            out.flush();
            channel.force(true);
        }
    }

    private void removeUnfinished() throws IOException {
        Instant old = Instant.now().minus(LONGEST_RUN);
        for (String name : names()) {
            Path file = folder.resolve(name);
            if (UNFINISHED.matcher(name).matches()
                    && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private CatalogueNotWrittenException failed(String what, IOException cause) {
        return new CatalogueNotWrittenException(
                page + " cannot be " + what + ": " + Reasons.of(cause) + "; an earlier page is as it was", cause);
    }
}
