// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The JSON form hangs on the core from outside, and on nothing else of the engine. */
class JsonArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The tests of an earlier module come as a jar, whose place does not say that they are.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.muster");

  @Test
  void json_dependsOnTheCoreAndOneLibraryOnly() {
    classes()
        .that()
        .resideInAPackage("dev.muster.json")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.io",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.time..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify..",
            "tools.jackson.core..",
            "dev.muster.json",
            "dev.muster.predicate",
            "dev.muster.profile",
            "dev.muster.schema",
            "dev.muster.segment",
            "dev.muster.value")
        .check(ALL);
  }

  /** A StringWriter is all that is needed of java.io. */
  @Test
  void json_touchesNoFile() {
    noClasses()
        .that()
        .resideInAPackage("dev.muster.json")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\..*(File|Stream|Reader).*")
        .check(ALL);
  }

  @Test
  void core_doesNotKnowJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.muster.json", "tools.jackson..")
        .check(ALL);
  }
}
