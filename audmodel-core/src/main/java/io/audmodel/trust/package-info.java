/**
 * What a client requires of the models that it loads: the port for policies, and the signatures that are stored beside
 * models. This package knows no format of signatures: adapters such as {@code audmodel-signing} do.
 */
@NullMarked
package io.audmodel.trust;

import org.jspecify.annotations.NullMarked;
