package io.audmodel.formats;

import io.audmodel.model.ExactRef;
import java.nio.file.Path;

/**
 * What an export has written, or would write.
 *
 * @param ref the id of the model, or its legacy id
 * @param target the file or folder
 * @param format its format
 * @param files how many files the model has
 * @param bytes the length of these files together
 */
public record ExportReport(ExactRef ref, Path target, ExportFormat format, int files, long bytes) {}
