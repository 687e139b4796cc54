/** The archive: packs a folder into a ZIP file that is the same every time, and unpacks one without trusting it. */
@NullMarked
package io.audmodel.archive;

import org.jspecify.annotations.NullMarked;
