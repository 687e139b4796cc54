package io.audmodel.archive;

/** The numbers of the ZIP format, for writer and reader (APPNOTE.TXT 6.3.10). All are little-endian. */
public final class ZipFormat {

    /** Begins the header before the content of an entry (section 4.3.7). */
    public static final int LOCAL_SIGNATURE = 0x04034b50;

    /** The fixed part of a local header, before the name. */
    public static final int LOCAL_LENGTH = 30;

    /** Begins the descriptor after the content of an entry whose sizes were not known before (section 4.3.9). */
    public static final int DESCRIPTOR_SIGNATURE = 0x08074b50;

    /** Begins an entry of the central directory (section 4.3.12). */
    public static final int CENTRAL_SIGNATURE = 0x02014b50;

    /** The fixed part of an entry of the central directory, before the name. */
    public static final int CENTRAL_LENGTH = 46;

    /** Begins the end of an archive whose numbers need 64 bits (section 4.3.14). */
    public static final int END64_SIGNATURE = 0x06064b50;

    public static final int END64_LENGTH = 56;

    /** The length that a 64-bit end names is that of what follows the name. */
    public static final int END64_REMAINDER = END64_LENGTH - 12;

    /** Begins the record that says where the 64-bit end is (section 4.3.15). */
    public static final int LOCATOR_SIGNATURE = 0x07064b50;

    public static final int LOCATOR_LENGTH = 20;

    /** Begins the end of an archive (section 4.3.16). */
    public static final int END_SIGNATURE = 0x06054b50;

    /** The fixed part of the end, before the comment. */
    public static final int END_LENGTH = 22;

    /** The most that a field of 16 bits holds: entries of an end, bytes of a name, of extra fields, of a comment. */
    public static final int MAX_SHORT = 0xFFFF;

    /** In place of an unsigned number of 32 bits: the number, which is this or more, stands in the extra field for 64-bit numbers (section 4.5.3). */
    public static final long SEE_ZIP64 = 0xFFFF_FFFFL;

    /** The id of that extra field. */
    public static final short ZIP64_ID = 0x0001;

    /** The flag that says that checksum and sizes follow the content. */
    public static final int SIZES_FOLLOW = 1 << 3;

    /** The flag that says that the name is UTF-8. */
    public static final int UTF8 = 1 << 11;

    /** The method of content that is stored as it is. */
    public static final int STORED = 0;

    /** The method of deflated content. */
    public static final int DEFLATED = 8;

    /** The system whose file modes an entry has, in the upper byte of the version that made it. */
    public static final int UNIX = 3;

    private ZipFormat() {}
}
