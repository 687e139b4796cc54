package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.cache.HeldModel;
import io.audmodel.model.ModelRef;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link Worker} holds from one command to the next. */
final class Holds {

    private final AudModel client;
    private final Map<String, HeldModel> held = new TreeMap<>();

    Holds(AudModel client) {
        this.client = client;
    }

    /** Lets go of some models, holds others, and some of those that it holds once more. */
    void change(String[] ids, Random random) {
        for (String id : ids) {
            int choice = random.nextInt(4);
            if (choice == 0) {
                letGo(held.remove(id));
            } else if (choice == 1 || held.containsKey(id) && choice == 2) {
                letGo(held.put(id, client.hold(ModelRef.of(id))));
            }
        }
    }

    private static void letGo(@Nullable HeldModel model) {
        if (model != null) {
            model.close();
        }
    }

    /** The models that it holds with the digests of their files. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        held.forEach((id, model) -> digests.put(id, FileTree.of(model.folder()).digest()));
        return digests;
    }
}
