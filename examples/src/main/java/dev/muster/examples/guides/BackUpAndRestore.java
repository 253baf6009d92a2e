// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.EngineFiles;
import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.profile.ProfileUpdate;
import java.io.PrintStream;
import java.nio.file.Path;

/** A backup while the engine runs, checked, opened in its own right, and compared. */
public final class BackUpAndRestore {

  private BackUpAndRestore() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Histories.inADirectory(root -> run(root.resolve("engine"), root.resolve("backup"), out));
  }

  static void run(Path directory, Path target, PrintStream out) {
    // region backup
    try (SegmentationEngine engine = Histories.shop().directory(directory).open()) {
      engine.update(ProfileUpdate.of("ana").set(ShopSchema.COUNTRY, "ID"));
      engine.backup(target);
      long hash = engine.stateHash();

      out.println("sound: " + EngineFiles.in(target).verify().isSound());
      try (SegmentationEngine restored = Histories.shop().directory(target).open()) {
        out.println("the same: " + (restored.stateHash() == hash));
      }
    }
    // endregion
  }
}
