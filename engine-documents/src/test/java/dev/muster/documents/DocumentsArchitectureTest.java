// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Whoever does not add the module carries nothing of it. */
class DocumentsArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.muster");

  @Test
  void chronicle_isKnownHereOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.documents")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("net.openhft..", "dev.muster.documents")
        .check(ALL);
  }

  /** It provides a store, and knows of nobody who uses one. */
  @Test
  void module_doesNotKnowTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.muster.documents")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.muster",
            "dev.muster.query..",
            "dev.muster.shard.write..",
            "dev.muster.shard.store..")
        .check(ALL);
  }
}
