/** The tool in processes of its own, as people and scripts run it. */
@NullMarked
package io.audmodel.cli;

import org.jspecify.annotations.NullMarked;
