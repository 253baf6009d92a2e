// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The door, the planner and the execution, and which of them sees which. */
class EngineArchitectureTest {

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The tests of an earlier module come as a jar, whose place does not say that they are.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.muster");

  /** plan, execute, analyze, explain: each sees those before it, and none of them the door. */
  @Test
  void packages_lookDownOnly() {
    check("dev.muster.query.plan..", "dev.muster.query.execute..", "dev.muster.query.analyze..");
    check("dev.muster.query.plan..", "dev.muster.query.explain..");
    check("dev.muster.query.execute..", "dev.muster.query.analyze..", "dev.muster.query.explain..");
    check("dev.muster.query.analyze..", "dev.muster.query.explain..");
    check("dev.muster.query..", "dev.muster");
  }

  @Test
  void shard_doesNotKnowTheEngine() {
    check("dev.muster.shard..", "dev.muster", "dev.muster.query..");
  }

  /** The door is the write path's only user. */
  @Test
  void query_doesNotWrite() {
    check("dev.muster.query..", "dev.muster.shard.write..");
  }

  private static void check(String seeing, String... unseen) {
    noClasses()
        .that()
        .resideInAPackage(seeing)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unseen)
        .check(ENGINE);
  }

  @Test
  void planning_knowsNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.muster.query.plan..", "dev.muster.query.explain..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .check(ENGINE);
  }

  @Test
  void engine_dependsOnTheJdkAndItsLibrariesOnly() {
    classes()
        .that()
        .resideInAnyPackage("dev.muster", "dev.muster.query..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.roaringbitmap..",
            "it.unimi.dsi.fastutil..",
            "dev.muster..")
        .check(ENGINE);
  }

  /** Who wants meters or recordings adds a module of its own. */
  @Test
  void engine_bringsNoMetersAndNoRecordings() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "jdk.jfr..")
        .check(ENGINE);
    assertThatThrownBy(() -> Class.forName("io.micrometer.core.instrument.MeterRegistry"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** The door names a directory and tells of its failures; all access is the shard's. */
  @Test
  void engine_touchesNoFileAndNoNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.muster", "dev.muster.query..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                .and(not(belongToAnyOf(IOException.class, Path.class))))
        .check(ENGINE);
    noClasses()
        .that()
        .resideInAnyPackage("dev.muster.query..")
        .should()
        .dependOnClassesThat(belongToAnyOf(IOException.class, Path.class))
        .check(ENGINE);
  }

  /**
   * What applications use is final or closed: nothing of it is meant to be extended, but for what
   * they hand over.
   */
  @Test
  void door_isNotExtended() {
    classes()
        .that()
        .resideInAPackage("dev.muster")
        .and()
        .arePublic()
        .and()
        .areNotAssignableTo(Throwable.class)
        .and()
        .doNotBelongToAnyOf(EncryptionKeys.class)
        .and(DescribedPredicate.describe("are not sealed", type -> !type.reflect().isSealed()))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(ENGINE);
  }
}
