package io.audmodel.inputs;

import static io.audmodel.inputs.ZipLie.entry;
import static io.audmodel.inputs.ZipLie.zip;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Archives that one reader may take for other files than another does. */
public final class LyingArchives {

    private static final int MOST_AT_ONCE = 3;

    /**
     * An archive.
     *
     * @param what it says that is not so
     */
    public record Lying(String what, byte[] archive) {}

    private LyingArchives() {}

    /** Each lie alone on each base, and so many archives with one to three lies at random: the same ones for the same seed. */
    public static List<Lying> all(long seed, int atRandom) {
        List<ZipLie> bases = bases();
        List<ZipLie> lies = new ArrayList<>(ZipTailLies.all());
        lies.addAll(ZipNameLies.all());
        lies.addAll(ZipEntryLies.all());
        List<Lying> all = new ArrayList<>();
        for (ZipLie base : bases) {
            all.add(build(List.of(base)));
            lies.forEach(lie -> all.add(build(List.of(base, lie))));
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < atRandom; i++) {
            List<ZipLie> several = new ArrayList<>(List.of(bases.get(random.nextInt(bases.size()))));
            for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0; left--) {
                several.add(lies.get(random.nextInt(lies.size())));
            }
            all.add(build(several));
        }
        return all;
    }

    private static Lying build(List<ZipLie> lies) {
        ZipLie.Plan plan = new ZipLie.Plan();
        lies.forEach(lie -> lie.lie().accept(plan));
        return new Lying(String.join(", ", lies.stream().map(ZipLie::what).toList()), plan.build());
    }

    /** Honest, in the forms that programs write. */
    private static List<ZipLie> bases() {
        return List.of(
                entry("stored", e -> {}),
                entry("deflated", ZipEntryBuilder::deflate),
                entry("streamed", e -> {
                    e.deflate();
                    e.describeAfterwards();
                }),
                zip("with a Zip64 end", z -> z.zip64 = true),
                entry("with Zip64 sizes", e -> {
                    e.zip64(e.size, e.packed);
                    e.localExtra = e.extra;
                    e.size = e.packed = -1;
                }));
    }
}
