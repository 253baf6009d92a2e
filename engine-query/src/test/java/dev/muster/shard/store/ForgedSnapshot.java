// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.block.BlockReader;
import dev.muster.shard.block.BlockWriter;
import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Snapshots whose check values are right, whatever they say. */
public final class ForgedSnapshot {

  private ForgedSnapshot() {}

  /** How many snapshots there are in {@code store}. */
  public static int count(FileStore store) throws IOException {
    return Manifest.read(store).snapshots().size();
  }

  /** Writes the newest snapshot in {@code store} anew, its content as {@code forger} changes it. */
  public static void forgeNewest(FileStore store, Consumer<byte[]> forger) throws IOException {
    Manifest manifest = Manifest.read(store);
    Manifest.SnapshotFile newest = manifest.snapshots().get(0);
    byte[] content = new byte[(int) newest.bytes()];
    int kind = SnapshotSection.SNAPSHOT_KIND;
    try (BlockReader in = BlockReader.open(store, newest.name(), kind, null)) {
      in.read(content, 0, content.length);
    }
    forger.accept(content);
    store.delete(newest.name());
    List<Manifest.SnapshotFile> snapshots = new ArrayList<>(manifest.snapshots());
    try (BlockWriter out = BlockWriter.create(store, newest.name(), kind, null)) {
      out.write(content, 0, content.length);
      out.finish();
      snapshots.set(
          0,
          new Manifest.SnapshotFile(
              newest.number(),
              newest.epoch(),
              out.fileId(),
              newest.bytes(),
              newest.runFiles(),
              newest.documents()));
    }
    new Manifest(manifest.dedupHorizon(), manifest.keptEpoch(), manifest.nextNumber(), snapshots)
        .write(store);
  }
}
