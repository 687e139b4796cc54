/** The events of clients as events of the JDK's Flight Recorder, where the runtime has it (module {@code jdk.jfr}). */
@NullMarked
package io.audmodel.event.jfr;

import org.jspecify.annotations.NullMarked;
