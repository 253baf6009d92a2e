// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.SegmentationEngine;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Each run finds what the runs before have written, however they ended: with {@code kill} as the
 * second argument this one ends in mid-work, as if the process had been killed.
 *
 * <p>Arguments: a directory, and {@code kill} or nothing.
 */
public final class KeptAcrossRestarts {

  static final StringAttribute COUNTRY = StringAttribute.of("country");

  private KeptAcrossRestarts() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      System.err.println("usage: KeptAcrossRestarts DIRECTORY [kill]");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]);
    Runnable end =
        arguments.length > 1 && arguments[1].equals("kill")
            ? () -> Runtime.getRuntime().halt(137)
            : () -> {};
    run(directory, end, System.out);
  }

  /** Says what is there, writes three more, and does {@code end} before anything is closed. */
  static void run(Path directory, Runnable end, PrintStream out) {
    Schema schema = Schema.builder().attributes(COUNTRY).build();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema).directory(directory).open()) {
      long before = engine.count(COUNTRY.is("PL"));
      out.println("found " + before);
      for (int i = 0; i < 3; i++) {
        // When this returns, the write is on disk.
        engine.update(ProfileUpdate.of("profile " + (before + i)).set(COUNTRY, "PL"));
      }
      out.println("now " + engine.count(COUNTRY.is("PL")));
      out.flush();
      end.run();
    }
  }
}
