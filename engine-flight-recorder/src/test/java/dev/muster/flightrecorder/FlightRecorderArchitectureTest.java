// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The binding sees what applications see, and nobody else sees what it binds to. */
class FlightRecorderArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.muster");

  @Test
  void binding_usesTheDoorOnly() {
    classes()
        .that()
        .resideInAPackage("dev.muster.flightrecorder")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.jfr..",
            "org.jspecify..",
            "dev.muster",
            "dev.muster.metrics",
            "dev.muster.flightrecorder")
        .check(ALL);
  }

  @Test
  void engine_knowsNothingOfIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.flightrecorder")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.jfr..", "dev.muster.flightrecorder")
        .check(ALL);
  }
}
