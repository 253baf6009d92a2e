// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.EngineFiles;
import dev.muster.SegmentationEngine;
import dev.muster.StorageException;
import dev.muster.StorageStatistics;
import dev.muster.VerificationReport;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.profile.ProfileUpdate;
import java.io.PrintStream;
import java.nio.file.Path;

/** Snapshots, how a directory stands, and whether its files are sound. */
public final class OperateADirectory {

  private OperateADirectory() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Histories.inADirectory(root -> run(root.resolve("engine"), out));
  }

  static void run(Path directory, PrintStream out) {
    // region operate
    try (SegmentationEngine engine = Histories.shop().directory(directory).open()) {
      engine.update(ProfileUpdate.of("ana").set(ShopSchema.COUNTRY, "ID"));
      // Before a planned stop: the next opening reads it and has nothing to replay.
      engine.snapshot();

      StorageStatistics storage = engine.statistics().storage().orElseThrow();
      out.println("snapshots: " + storage.snapshots());
      out.println("trouble: " + storage.snapshotFailure().orElse("none"));
    }

    VerificationReport report = EngineFiles.in(directory).verify();
    out.println("sound: " + report.isSound() + ", profiles: " + report.profiles());
    // endregion
    out.println(write(Histories.shop().directory(directory).open()));
  }

  // region refused
  /** What to do about a write that was refused. */
  static String write(SegmentationEngine engine) {
    try (engine) {
      engine.update(ProfileUpdate.of("ben").set(ShopSchema.COUNTRY, "PL"));
      return "written";
    } catch (StorageException e) {
      return switch (e.kind()) {
        case FULL -> "make room and write it again: nothing of it is there";
        case FAILED -> "go on reading; mend the disk, close, open again: " + e.file();
        case IN_USE, DAMAGED, WRONG_KEY -> "it was never opened: " + e.getMessage();
      };
    }
  }
  // endregion
}
