/** YAML 1.1 as PyYAML writes and reads it, without ever instantiating anything but plain values. */
@NullMarked
package io.audmodel.serializer.yaml;

import org.jspecify.annotations.NullMarked;
