package io.audmodel.servers.odd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All of them. */
public final class Oddities {

    private Oddities() {}

    /** In the order of their places; each has a name of its own. */
    public static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>(ConnectionOddities.all());
        all.addAll(TlsOddities.all());
        all.addAll(TunnelOddities.all());
        all.addAll(CutOddities.all());
        all.addAll(HeadOddities.all());
        all.addAll(FramingOddities.all());
        all.addAll(StatusOddities.all());
        all.addAll(BodyOddities.all());
        all.addAll(ListOddities.all());
        Set<String> names = new HashSet<>();
        for (Oddity oddity : all) {
            if (!names.add(oddity.name())) {
                throw new IllegalStateException("two are called " + oddity.name());
            }
        }
        return List.copyOf(all);
    }
}
