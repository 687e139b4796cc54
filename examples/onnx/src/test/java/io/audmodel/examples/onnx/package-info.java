/** Tests of the example. */
@NullMarked
package io.audmodel.examples.onnx;

import org.jspecify.annotations.NullMarked;
