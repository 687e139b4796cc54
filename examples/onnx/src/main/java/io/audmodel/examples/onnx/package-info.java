/** An ONNX model, from the folder where it was trained to its answers. */
@NullMarked
package io.audmodel.examples.onnx;

import org.jspecify.annotations.NullMarked;
