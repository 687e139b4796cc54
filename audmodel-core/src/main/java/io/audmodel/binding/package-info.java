/**
 * Turns a caller's records and beans into trees and back; the only place that knows more of Jackson than its
 * annotations.
 */
@NullMarked
package io.audmodel.binding;

import org.jspecify.annotations.NullMarked;
