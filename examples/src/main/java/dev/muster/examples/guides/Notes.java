// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Schema;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Documents of a profile: what is kept with it and never asked for. */
public final class Notes {

  private Notes() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Schema schema = ShopSchema.SCHEMA;
    ProfileId ana = ProfileId.of("ana");
    // region notes
    SegmentationEngine engine = SegmentationEngine.builder(schema).documentsOnHeap().open();

    engine.ingest(Batch.of(ProfileDocument.text(ana, "note", "Prefers to be called.")));
    Optional<byte[]> note = engine.document(ana, "note");
    Map<String, Integer> sizes = engine.profile(ana).orElseThrow().documents();
    engine.ingest(Batch.of(ProfileDocument.removal(ana, "note")));
    // endregion
    try (engine) {
      out.println(sizes + " " + new String(note.orElseThrow(), StandardCharsets.UTF_8));
      out.println("removed: " + engine.document(ana, "note").isEmpty());
    }
  }
}
