// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes of documents of one epoch, in order. Filled by the sequencer, applied by whoever
 * finishes the epoch, and emptied by the sequencer again.
 */
public final class DocumentList {

  private final List<DocumentChange> changes = new ArrayList<>();

  /** The sequencer's: names that were put, by profile. */
  private final Map<ProfileId, Set<String>> names = new HashMap<>();

  private long puts;
  private long bytes;

  /** Set by whoever has applied the list, read by the sequencer. */
  private volatile boolean applied;

  /** Adds {@code change} at the end. */
  public void add(DocumentChange change) {
    changes.add(change);
    if (change.content() != null && change.name() != null) {
      puts++;
      bytes += change.content().length;
      names.computeIfAbsent(change.profile(), id -> new HashSet<>()).add(change.name());
    }
  }

  /** The changes, in order. */
  List<DocumentChange> changes() {
    return changes;
  }

  /** How many changes there are. */
  public int size() {
    return changes.size();
  }

  /** Documents that are put. */
  long puts() {
    return puts;
  }

  /** Bytes of all documents that are put. */
  public long bytes() {
    return bytes;
  }

  /** Names under which documents of {@code profile} are put. */
  Set<String> names(ProfileId profile) {
    return names.getOrDefault(profile, Set.of());
  }

  /** Whether the store has all of it. */
  boolean isApplied() {
    return applied;
  }

  void setApplied() {
    applied = true;
  }

  /** Empties the list. */
  public void clear() {
    changes.clear();
    names.clear();
    puts = 0;
    bytes = 0;
    applied = false;
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
