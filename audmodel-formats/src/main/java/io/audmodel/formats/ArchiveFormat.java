package io.audmodel.formats;

/** The formats of archives that models are imported from. The content of an archive tells which one it is, not its name. */
public enum ArchiveFormat {
    /** A ZIP file, as TorchServe's {@code .mar}. */
    ZIP("zip"),
    /** A tar archive of POSIX, GNU or older tools, as NeMo's {@code .nemo} may be. */
    TAR("tar"),
    /** A tar archive compressed by gzip, as SageMaker's {@code model.tar.gz}. */
    TAR_GZ("tar.gz"),
    /** A tar archive compressed by Zstandard. Needs {@code com.github.luben:zstd-jni}. */
    TAR_ZST("tar.zst"),
    /** A tar archive compressed by xz. Needs {@code org.tukaani:xz}. */
    TAR_XZ("tar.xz"),
    /** A 7z archive. Needs {@code org.tukaani:xz}. */
    SEVEN_Z("7z");

    private final String text;

    ArchiveFormat(String text) {
        this.text = text;
    }

    /** Returns the usual end of names of such files, without a dot, such as {@code tar.gz}. */
    @Override
    public String toString() {
        return text;
    }
}
