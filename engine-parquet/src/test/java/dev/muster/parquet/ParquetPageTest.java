// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.export.AudienceExport;
import dev.muster.export.NewFile.Existing;
import dev.muster.load.BulkLoad;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/parquet.md} is code of this test, and does what the page says. */
class ParquetPageTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SCHEMA = Schema.builder().attributes(COUNTRY, AGE).build();

  @TempDir Path directory;

  @Test
  void audience_isWrittenAndLoaded() throws Exception {
    Path file = directory.resolve("people.parquet");
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      engine.update(ProfileUpdate.of("ana").set(COUNTRY, "PL").set(AGE, 31));
      engine.update(ProfileUpdate.of("ben").set(COUNTRY, "ID"));
      // region export
      try (ReadView view = engine.view()) {
        AudienceExport.of(COUNTRY.is("PL"))
            .attributes(List.of(COUNTRY, AGE))
            .writeFile(view, ParquetFormat.SNAPPY, file, Existing.KEEP);
      }
      // endregion
    }

    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      ProfileMapping mapping =
          Mapping.profiles("id").attribute("country", COUNTRY).attribute("age", AGE);
      // region load
      try (ParquetSource people = ParquetSource.open(file)) {
        BulkLoad.builder(engine, people, mapping).build().run();
      }
      // endregion
      assertThat(engine.count(COUNTRY.is("PL").and(AGE.is(31)))).isEqualTo(1);
    }
  }

  @Test
  void blocksOfThePage_areOfThisTest() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "parquet.md"));
    String source =
        stripped(
            Files.readString(Path.of("src/test/java/dev/muster/parquet/ParquetPageTest.java")));
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .map(block -> block.replaceAll("```(java)?", ""))
            .toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks).allSatisfy(block -> assertThat(source).contains(stripped(block)));
  }

  private static String stripped(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
