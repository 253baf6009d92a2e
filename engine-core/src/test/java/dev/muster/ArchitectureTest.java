// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Core holds the values and rules of the domain: no threads, no input or output. */
class ArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.muster");

  @Test
  void packages_formNoCycle() {
    slices().matching("dev.muster.(*)..").should().beFreeOfCycles().check(CORE);
  }

  /**
   * value, predicate, schema, profile: each sees those before it; a segment sees predicates, an
   * analysis segments, and the text form what predicates are made of.
   */
  @Test
  void packages_lookDownOnly() {
    check("value", "value");
    check("predicate", "predicate", "value");
    check("schema", "schema", "predicate", "value");
    check("profile", "profile", "schema", "predicate", "value");
    check("segment", "segment", "predicate", "value");
    check("analysis", "analysis", "segment", "schema", "predicate", "value");
    check("text", "text", "schema", "predicate", "value");
  }

  private static void check(String seeing, String... seen) {
    noClasses()
        .that()
        .resideInAPackage("dev.muster." + seeing)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.muster..")
                .and(
                    not(
                        resideInAnyPackage(
                            Stream.of(seen).map("dev.muster."::concat).toArray(String[]::new)))))
        .check(CORE);
  }

  @Test
  void core_dependsOnTheJdkAndTheRegularExpressionsOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.muster..", "com.google.re2j..", "org.jspecify..")
        .check(CORE);
  }

  @Test
  void core_hasNoThreadsAndNoInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
        .check(CORE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .check(CORE);
    noClasses()
        .should()
        .dependOnClassesThat(belongToAnyOf(Thread.class, ThreadLocal.class, Runnable.class))
        .check(CORE);
  }
}
