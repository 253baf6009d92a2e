// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.export.AudienceExport;
import dev.muster.export.ExportFormat;
import dev.muster.export.NewFile;
import dev.muster.json.ProfileJson;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An audience in a file, and one of its profiles as a JSON document. */
public final class ExportedAudience {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Segment POLISH = Segment.of("polish", COUNTRY.is("PL"));

  private ExportedAudience() {}

  /** Writes into the directory named first. */
  public static void main(String[] arguments) throws IOException {
    run(Path.of(arguments[0]).resolve("polish.csv"), System.out);
  }

  static void run(Path file, PrintStream out) throws IOException {
    Schema schema = Schema.builder().attributes(COUNTRY, AGE).build();
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).documentsOnHeap().open()) {
      engine.update(ProfileUpdate.of("ana").set(COUNTRY, "PL").set(AGE, 31));
      engine.update(ProfileUpdate.of("ben").set(COUNTRY, "IN").set(AGE, 40));
      engine.update(ProfileUpdate.of("cleo").set(COUNTRY, "PL"));
      // region export
      try (ReadView view = engine.view()) {
        AudienceExport.of(POLISH.predicate())
            .attributes(List.of(COUNTRY, AGE))
            .order(AudienceExport.Order.BY_ID)
            .writeFile(view, ExportFormat.CSV, file, NewFile.Existing.KEEP);
      }
      // endregion
      out.print(Files.readString(file));
      engine
          .profile(ProfileId.of("ana"))
          .ifPresent(ana -> out.println(ProfileJson.print(ana, engine::document)));
    }
  }
}
