/**
 * Models from and to other formats. {@link io.audmodel.formats.ModelImport} unpacks an archive that somebody else made, and
 * trusts nothing in it; {@link io.audmodel.formats.ModelExport} writes a model as a folder, an archive or an OCI image
 * layout.
 */
@NullMarked
package io.audmodel.formats;

import org.jspecify.annotations.NullMarked;
