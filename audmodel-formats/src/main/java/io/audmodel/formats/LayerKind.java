package io.audmodel.formats;

import java.util.Locale;
import java.util.Set;

/**
 * What ModelPack distinguishes by the media type of a layer: weights, their configuration, documentation and code. A model
 * of audmodel does not say which of its files is what, so their names do, as in ModelPack's own tool {@code modctl}; the
 * annotation {@code org.cncf.model.file.mediatype.untested} tells so.
 */
enum LayerKind {
    CONFIG("weight.config"),
    DOC("doc"),
    CODE("code"),
    WEIGHT("weight");

    private static final Set<String> CONFIGS = Set.of(
            "json",
            "jsonl",
            "json5",
            "jsonc",
            "yaml",
            "yml",
            "toml",
            "ini",
            "config",
            "cfg",
            "conf",
            "properties",
            "xml",
            "tiktoken",
            "jinja",
            "modelcard",
            "meta",
            "hparams",
            "params");
    private static final Set<String> NAMES_OF_CONFIGS =
            Set.of("vocab.txt", "merges.txt", "added_tokens.txt", "labels.txt", "spiece.model", "tokenizer.model");
    private static final Set<String> DOCS =
            Set.of("md", "txt", "pdf", "rst", "html", "adoc", "png", "jpg", "jpeg", "svg");
    private static final Set<String> NAMES_OF_DOCS = Set.of("readme", "license", "notice", "changelog");
    private static final Set<String> CODES = Set.of(
            "py", "ipynb", "sh", "patch", "c", "h", "cpp", "cc", "hpp", "java", "js", "ts", "go", "rs", "kt", "scala",
            "r", "jl", "lua", "cu");

    private final String text;

    LayerKind(String text) {
        this.text = text;
    }

    static LayerKind of(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String end = name.substring(name.lastIndexOf('.') + 1);
        if (CONFIGS.contains(end) || NAMES_OF_CONFIGS.contains(name)) {
            return CONFIG;
        }
        if (DOCS.contains(end) || NAMES_OF_DOCS.contains(name)) {
            return DOC;
        }
        return CODES.contains(end) ? CODE : WEIGHT;
    }

    /** The media type of one file as it is. */
    String raw() {
        return "application/vnd.cncf.model." + text + ".v1.raw";
    }

    /** The media type of a tar archive of several files. */
    String tar() {
        return "application/vnd.cncf.model." + text + ".v1.tar";
    }
}
