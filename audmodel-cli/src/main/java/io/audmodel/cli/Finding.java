package io.audmodel.cli;

/**
 * Something that is not well.
 *
 * @param what what is wrong
 * @param cure what to do about it
 */
record Finding(String what, String cure) {}
