// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The binding sees what applications see, and nobody else sees what it binds to. */
class MicrometerArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.muster");

  @Test
  void binding_usesTheDoorOnly() {
    classes()
        .that()
        .resideInAPackage("dev.muster.micrometer")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.micrometer..",
            "org.jspecify..",
            "dev.muster",
            "dev.muster.metrics",
            "dev.muster.micrometer")
        .check(ALL);
  }

  @Test
  void engine_knowsNothingOfIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.micrometer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "dev.muster.micrometer")
        .check(ALL);
  }
}
