// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;

/** The parts of a snapshot, in their order; each begins with its number. */
enum SnapshotSection {
  SCHEMA(1),
  ROWS(2),
  WRITER(3),
  NOTES(4),
  DICTIONARIES(5),
  IDENTIFIERS(6),
  EVENTS(7),
  END(8);

  /** Kinds of block file. */
  static final int SNAPSHOT_KIND = 1;

  static final int RUNS_KIND = 2;

  private final int number;

  SnapshotSection(int number) {
    this.number = number;
  }

  void begin(BlockOutput out) throws IOException {
    out.writeInt(number);
  }

  void expect(BlockInput in) throws IOException {
    int found = in.readInt();
    if (found != number) {
      throw in.damaged("section " + this + " is expected, found number " + found);
    }
  }
}
