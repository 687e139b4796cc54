package com.example.spark;

import java.io.Serializable;

/** What the model says of a row, and which model that was. */
record Prediction(Origin origin, int label) implements Serializable {}
