/** The serializer port: how documents become bytes and values again. */
@NullMarked
package io.audmodel.serializer;

import org.jspecify.annotations.NullMarked;
