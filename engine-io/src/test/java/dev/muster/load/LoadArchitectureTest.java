// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Sources, mappings, loads and proposals, and which of them sees which. */
class LoadArchitectureTest {

  private static final JavaClasses LOADING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.muster.load");

  @Test
  void packages_lookOneWay() {
    check(
        "dev.muster.load.mapping",
        "dev.muster.load",
        "dev.muster.load.text",
        "dev.muster.load.infer");
    check("dev.muster.load.text", "dev.muster.load.mapping", "dev.muster.load.infer");
    check("dev.muster.load", "dev.muster.load.text", "dev.muster.load.infer");
    check("dev.muster.load.infer", "dev.muster.load.text");
  }

  /** What applications see of the engine is enough. */
  @Test
  void loading_usesWhatApplicationsUse() {
    check("dev.muster.load..", "dev.muster.shard..", "dev.muster.query..", "dev.muster.export..");
  }

  @Test
  void onlySources_knowTheParsers() {
    classes()
        .that()
        .resideInAnyPackage("dev.muster.load.mapping", "dev.muster.load.infer")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.muster..", "org.jspecify..")
        .check(LOADING);
  }

  private static void check(String seeing, String... unseen) {
    noClasses()
        .that()
        .resideInAPackage(seeing)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unseen)
        .check(LOADING);
  }
}
