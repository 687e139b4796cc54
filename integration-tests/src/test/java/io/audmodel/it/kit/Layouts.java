package io.audmodel.it.kit;

import io.audmodel.model.ModelId;

/** Where the contract puts the files of a model: written down a second time, so that tests check the first. */
public final class Layouts {

    private Layouts() {}

    public static String header(ModelId id) {
        return versionFolder(id) + id + ".header.yaml";
    }

    public static String meta(ModelId id) {
        return versionFolder(id) + id + ".meta.yaml";
    }

    public static String aliases(ModelId id) {
        return "_uid/" + id.shortId() + ".aliases/" + id.version() + "/" + id.shortId() + ".aliases-" + id.version()
                + ".yaml";
    }

    public static String alias(String name) {
        return "_alias/" + name + "/1.0.0/" + name + "-1.0.0.alias.yaml";
    }

    /** @param group subgroup and name, such as {@code emotion/cnn/onnx} */
    public static String archive(String group, ModelId id) {
        return group + "/" + id.shortId() + "/" + id.version() + "/" + id + ".zip";
    }

    /** Of a publisher at work, on a store without conditions; one that died leaves it. */
    public static boolean isAnnouncement(String path) {
        return path.contains(".publishing-");
    }

    private static String versionFolder(ModelId id) {
        return "_uid/" + id.shortId() + "/" + id.version() + "/";
    }
}
