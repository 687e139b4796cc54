/** Converts records and beans to trees and back. Only this package knows more of Jackson than its annotations. */
@NullMarked
package io.audmodel.binding;

import org.jspecify.annotations.NullMarked;
