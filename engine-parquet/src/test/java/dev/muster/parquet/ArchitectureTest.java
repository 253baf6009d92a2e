// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the module brings, and what it does without. */
class ArchitectureTest {

  @Test
  void classes_knowTheEngineByWhatIsPublic() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.apache.parquet..",
            "io.airlift.compress..",
            "dev.muster.parquet",
            "dev.muster.load",
            "dev.muster.export",
            "dev.muster.schema",
            "dev.muster.profile",
            "dev.muster.value")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.muster.parquet"));
  }

  /** All other tests of this module so prove that it runs without them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.hadoop.conf.Configuration",
        "org.xerial.snappy.Snappy",
        "com.github.luben.zstd.Zstd"
      })
  void hadoopAndNativeCodecs_areNotThere(String name) {
    assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
  }
}
