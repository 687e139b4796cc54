package io.audmodel.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of all published jars, read once. */
final class HouseClasses {

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-inputs/"))
            .withImportOption(location -> !location.contains("/test-servers/"))
            .importPackages("io.audmodel");

    private HouseClasses() {}
}
