// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.segment.Segment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/export.md} shows. */
class ExportPageTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");

  @Test
  void audience_isWrittenAsThePageShows(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("loyal.csv");
    Segment loyal = Segment.of("loyal", COUNTRY.is("PL"));
    Schema schema = Schema.builder().attributes(COUNTRY, AGE).build();
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).open()) {
      engine.update(ProfileUpdate.of("ana").set(COUNTRY, "PL").set(AGE, 31));
      engine.update(ProfileUpdate.of("ben").set(COUNTRY, "ID"));
      // region export
      try (ReadView view = engine.view()) {
        AudienceExport.of(loyal.predicate())
            .attributes(List.of(COUNTRY, AGE))
            .order(AudienceExport.Order.BY_ID)
            .writeFile(view, ExportFormat.CSV, file, NewFile.Existing.KEEP);
      }
      // endregion
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("ana", "PL", "31");
  }
}
