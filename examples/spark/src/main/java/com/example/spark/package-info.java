/** A job of Spark that predicts by a model in all executors. */
@NullMarked
package com.example.spark;

import org.jspecify.annotations.NullMarked;
