package io.audmodel.catalogue;

import io.audmodel.error.InvalidArgumentException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
final class SiteFolder {

    /** What a run leaves that was killed while it wrote. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.index\\.html\\.[0-9a-f-]{36}");

    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final Path folder;
    private final Path page;

    private SiteFolder(Path folder) {
        this.folder = folder;
        this.page = folder.resolve(Catalogue.PAGE);
    }

    /** Writes what the page has. */
    @FunctionalInterface
    interface Content {
        void write(Writer out) throws IOException;
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

    /** The page as an earlier run left it; with nothing if there is none, or it is damaged. */
    EarlierPage earlierPage() {
        try {
            return Files.exists(page) ? CataloguePage.read(Files.readAllBytes(page)) : EarlierPage.none();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Writes the page beside the earlier one, and puts it in its place when it is whole. */
    Path replace(Content content) {
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
            return page;
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private static void write(Path file, Content content) throws IOException {
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
                page + " cannot be " + what + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + "; an earlier page is as it was",
                cause);
    }
}
