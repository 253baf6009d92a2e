// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.OperationList;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.document.DocumentList;
import dev.muster.shard.epoch.Horizon;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One epoch on its way to the shards: filled by the sequencer, applied by the shard writers,
 * published by the last of them. Reused for every second epoch.
 */
final class EpochTask {

  final OperationList[] lists;
  final List<Ticket> tickets = new ArrayList<>();

  /** What the log is to keep of this epoch, and its bytes. */
  final List<ByteBuffer> records = new ArrayList<>();

  int recordBytes;

  /** What it does to documents; null if the engine keeps none. */
  final @Nullable DocumentList documents;

  /** Shards and log, as far as they have not finished yet. */
  final AtomicInteger unfinishedParts = new AtomicInteger();

  /** Shard writers that have not finished yet. */
  final AtomicInteger unfinished = new AtomicInteger();

  SchemaLayout layout;
  long epoch;

  /** Rows of deleted profiles that are emptied. */
  int purged;

  /** Whether a log has kept it: it is no news then. */
  boolean replayed;

  /** When it was closed. */
  long sinceNanos;

  /** What readers might read when the task was handed over. */
  Horizon horizon = new Horizon(0, 0);

  EpochTask(int shards, SchemaLayout layout) {
    this(shards, layout, null);
  }

  EpochTask(int shards, SchemaLayout layout, @Nullable DocumentList documents) {
    this.documents = documents;
    this.lists = new OperationList[shards];
    this.layout = layout;
    Arrays.setAll(lists, i -> new OperationList());
  }

  void keep(ByteBuffer record) {
    records.add(record);
    recordBytes += record.remaining();
  }

  /** Whether nothing has been put into it. */
  boolean isEmpty() {
    return tickets.isEmpty() && records.isEmpty() && operations() == 0;
  }

  int operations() {
    int operations = documents == null ? 0 : documents.size();
    for (OperationList list : lists) {
      operations += list.operations();
    }
    return operations;
  }

  void clear() {
    for (OperationList list : lists) {
      list.clear();
    }
    tickets.clear();
    replayed = false;
    records.clear();
    recordBytes = 0;
    if (documents != null) {
      documents.clear();
    }
  }
}
