// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.muster.shard.file.DamagedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shard's memory knows neither threads nor disk, and its packages look one way. */
class ShardArchitectureTest {

  private static final JavaClasses SHARD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The tests of an earlier module come as a jar, whose place does not say that they are.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.muster.shard");

  private static final String[] MEMORY = {
    "scan", "epoch", "dictionary", "directory", "column", "event"
  };

  /** Each package sees those named after it; the shard itself, all but the write path. */
  @Test
  void packages_lookDownOnly() {
    check("scan", "scan");
    check("epoch", "epoch");
    check("dictionary", "dictionary", "scan", "block");
    check("directory", "directory", "dictionary", "scan", "block");
    check("column", "column", "scan", "epoch", "block");
    check("event", "event", "epoch", "scan", "block");
    check("crypt", "crypt");
    check("block", "block", "crypt", "file");
    check("file", "file");
    check("journal", "journal", "file");
    check("document", "document", "file");
    noClasses()
        .that()
        .resideInAPackage("dev.muster.shard")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.muster.shard.write..", "dev.muster.shard.hash..")
        .check(SHARD);
    // What is equal must not depend on how it came, nor on where it is kept.
    noClasses()
        .that()
        .resideInAPackage("dev.muster.shard.hash")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.muster.shard.write..", "dev.muster.shard.store..", "dev.muster.shard.file..")
        .check(SHARD);
  }

  private static void check(String seeing, String... seen) {
    String[] allowed = Stream.of(seen).map("dev.muster.shard."::concat).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.muster.shard." + seeing)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.muster.shard..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                // What a block that cannot be read is refused with.
                .and(DescribedPredicate.not(belongToAnyOf(DamagedFileException.class))))
        .check(SHARD);
  }

  @Test
  void memory_knowsNoThreads() {
    for (String name : MEMORY) {
      noClasses()
          .that()
          .resideInAPackage("dev.muster.shard." + name)
          .should()
          .dependOnClassesThat(
              belongToAnyOf(
                  Thread.class,
                  ThreadLocal.class,
                  Runnable.class,
                  Executor.class,
                  Future.class,
                  CompletableFuture.class,
                  ForkJoinPool.class,
                  BlockingQueue.class,
                  Semaphore.class,
                  Lock.class,
                  LockSupport.class))
          .check(SHARD);
    }
  }

  /** All disk access goes through one seam, which a test double can take the place of. */
  @Test
  void diskIsAccessedThroughFileStoreOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.shard.file")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                // What the seam throws and gives to close; they open nothing.
                .and(
                    DescribedPredicate.not(
                        belongToAnyOf(
                            IOException.class, UncheckedIOException.class, Closeable.class))))
        .check(SHARD);
    noClasses().should().dependOnClassesThat().resideInAPackage("java.net..").check(SHARD);
  }

  /** What encrypts can be read as a whole. */
  @Test
  void cipherOfTheJdk_isUsedInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.shard.crypt")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.crypto..")
        .check(SHARD);
  }

  /** It is written to blocks and read from them, wherever those are, and passes on what fails. */
  @Test
  void memory_knowsNoDisk() {
    for (String name : MEMORY) {
      noClasses()
          .that()
          .resideInAPackage("dev.muster.shard." + name)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "dev.muster.shard.file", "dev.muster.shard.journal")
                  .and(
                      DescribedPredicate.not(
                          belongToAnyOf(IOException.class, DamagedFileException.class))))
          .check(SHARD);
    }
  }

  /** Applying must depend on nothing but the operations. */
  @Test
  void memory_asksNoClock() {
    for (String name : new String[] {"scan", "dictionary", "directory", "column", "event"}) {
      noClasses()
          .that()
          .resideInAPackage("dev.muster.shard." + name)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .check(SHARD);
    }
  }

  @Test
  void shard_dependsOnCoreAndItsLibrariesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "org.jspecify..",
                "it.unimi.dsi.fastutil..",
                "com.google.re2j..",
                "dev.muster.shard..",
                "dev.muster.value",
                "dev.muster.predicate",
                "dev.muster.schema",
                "dev.muster.profile",
                "dev.muster.metrics",
                "dev.muster.segment"))
        .check(SHARD);
  }
}
