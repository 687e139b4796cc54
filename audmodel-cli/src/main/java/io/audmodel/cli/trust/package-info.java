/** Keys and signatures, for the commands that need them: no other command loads what is here. */
@NullMarked
package io.audmodel.cli.trust;

import org.jspecify.annotations.NullMarked;
