package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Entry;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares the files of a model in two caches, byte for byte. */
final class FolderComparison {

    private static final int BLOCK = 64 << 10;

    private final ModelKey key;
    private final Cache cache;
    private final Cache intact;

    /** @param intact the cache with the intact model */
    FolderComparison(ModelKey key, Cache cache, Cache intact) {
        this.key = key;
        this.cache = cache;
        this.intact = intact;
    }

    /** The differences in words; empty if the same files have the same content. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        SortedMap<String, Entry> present = entries(cache);
        for (Entry expected : entries(intact).values()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while model " + key + " was verified");
            }
            String name = expected.name();
            Entry found = present.remove(name);
            if (found == null) {
                differences.add(name + " is missing");
            } else if (!found.isFile()) {
                differences.add(name + " is no regular file");
            } else if (found.bytes() != expected.bytes()) {
                differences.add(name + " has " + found.bytes() + " bytes instead of " + expected.bytes());
            } else if (!hasSameContent(name)) {
                differences.add(name + " has other content");
            }
        }
        present.keySet().forEach(name -> differences.add(name + " is not part of the model"));
        return differences;
    }

    private boolean hasSameContent(String name) {
        try (InputStream one = open(cache, name);
                InputStream other = open(intact, name)) {
            byte[] expected;
            do {
                expected = other.readNBytes(BLOCK);
                if (!Arrays.equals(one.readNBytes(BLOCK), expected)) {
                    return false;
                }
            } while (expected.length > 0);
            return true;
        } catch (IOException e) {
            throw new CacheException(
                    "the cached model " + key + " cannot be read: " + e.getMessage()
                            + "; correct it, or remove it from the cache and load it again",
                    e);
        }
    }

    private InputStream open(Cache of, String name) throws IOException {
        return of.open(key, name).orElseThrow(() -> new NoSuchFileException(name));
    }

    private SortedMap<String, Entry> entries(Cache of) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        of.entries(key).forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }
}
