/** A program that predicts by models of URLs. */
@NullMarked
package com.example.djl;

import org.jspecify.annotations.NullMarked;
