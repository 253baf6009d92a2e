// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.shard.file.StorageFullException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one engine. They have no epochs: the store is written when an epoch is certain
 * to be published, right before it is, and a reader sees what is there.
 *
 * <p>What a batch puts is checked for room before anything of it is applied, and counted until the
 * store has it, so that applying an epoch never fails for want of room.
 */
public final class Documents {

  private final DocumentStorage storage;

  /** Set before any other thread knows of this; null before and after. */
  private volatile @Nullable DocumentStore store;

  /** Set between two epochs, read by whoever applies one. */
  private volatile @Nullable DocumentCapture capture;

  /** No document yet; {@link #open} comes next. */
  public Documents(DocumentStorage storage) {
    this.storage = storage;
  }

  /**
   * Opens the store.
   *
   * @param mark under which it is said to have been closed, or null
   * @return whether it is as it was then; it is empty otherwise
   */
  public boolean open(@Nullable UUID mark) throws IOException {
    DocumentStore kept = mark == null ? null : storage.reopen(mark);
    store = kept == null ? storage.create() : kept;
    return kept != null;
  }

  private DocumentStore store() {
    DocumentStore current = store;
    if (current == null) {
      throw new IllegalStateException("documents must be open");
    }
    return current;
  }

  /**
   * Whether {@code batch} finds room after what is in {@code open}. Sequencer only.
   *
   * @param flying the list of the epoch before, which may not have been applied yet
   */
  public boolean hasRoom(List<DocumentChange> batch, DocumentList open, DocumentList flying) {
    long puts = open.puts();
    long bytes = open.bytes();
    if (!flying.isApplied()) {
      puts += flying.puts();
      bytes += flying.bytes();
    }
    boolean any = false;
    for (DocumentChange change : batch) {
      if (change.content() != null) {
        any = true;
        puts++;
        bytes += change.content().length;
      }
    }
    return !any || store().hasRoom(puts, bytes);
  }

  /**
   * A profile that might get too many documents with {@code batch}, or null. What is removed in the
   * same epochs still counts. Sequencer only; a look at the store for each profile.
   *
   * @param flying the list of the epoch before, which may not have been applied yet
   */
  public @Nullable ProfileId overfilled(
      List<DocumentChange> batch, DocumentList open, DocumentList flying) {
    Map<ProfileId, Set<String>> names = new HashMap<>();
    for (DocumentChange change : batch) {
      if (change.content() != null && change.name() != null) {
        names.computeIfAbsent(change.profile(), id -> new HashSet<>()).add(change.name());
      }
    }
    for (Map.Entry<ProfileId, Set<String>> profile : names.entrySet()) {
      Set<String> all = profile.getValue();
      // The epoch before is in its list or in the store, and it does no harm if it is in both.
      all.addAll(open.names(profile.getKey()));
      all.addAll(flying.names(profile.getKey()));
      all.addAll(store().sizes(profile.getKey()).keySet());
      if (all.size() > ProfileDocument.PER_PROFILE_MAX) {
        return profile.getKey();
      }
    }
    return null;
  }

  /**
   * Makes sure that a list which was taken under other circumstances finds room.
   *
   * @throws StorageFullException if it does not
   */
  public void requireRoom(DocumentList list) throws StorageFullException {
    requireRoom(list.puts(), list.bytes());
  }

  private void requireRoom(long puts, long bytes) throws StorageFullException {
    if (!store().hasRoom(puts, bytes)) {
      throw new StorageFullException("the documents of the directory", null);
    }
  }

  /** Makes all changes of an epoch; one thread at a time. */
  public void apply(DocumentList list) throws IOException {
    DocumentStore target = store();
    DocumentCapture saving = capture;
    for (DocumentChange change : list.changes()) {
      if (saving != null) {
        saving.save(change);
      }
      String name = change.name();
      byte[] content = change.content();
      if (name == null) {
        target.removeAll(change.profile());
      } else if (content == null) {
        target.remove(change.profile(), name);
      } else {
        target.put(change.profile(), name, content);
      }
    }
    list.setApplied();
  }

  /** Puts a document of a snapshot back. Before any other thread knows of this. */
  public void restore(ProfileId profile, String name, byte[] content) throws IOException {
    requireRoom(1, content.length);
    store().put(profile, name, content);
  }

  /** Takes hold of all documents as they are now; between two epochs. Ends the hold before. */
  public DocumentCapture capture() {
    DocumentCapture before = capture;
    if (before != null) {
      before.close();
    }
    DocumentCapture next = new DocumentCapture(store());
    capture = next;
    return next;
  }

  /** A document, in an array of the caller's, or null. Any thread. */
  public byte @Nullable [] get(ProfileId profile, String name) {
    return store().get(profile, name);
  }

  /** The size in bytes of each document of {@code profile}, by name. Any thread. */
  public Map<String, Integer> sizes(ProfileId profile) {
    return store().sizes(profile);
  }

  /** How many documents there are. Any thread. */
  public long count() {
    return store().count();
  }

  /** The bytes of all contents together. Any thread. */
  public long contentBytes() {
    return store().contentBytes();
  }

  /**
   * Closes the store, under {@code mark} if it is to be opened again as it is. Idempotent.
   *
   * @return whether it can be
   */
  public boolean close(@Nullable UUID mark) throws IOException {
    DocumentStore current = store;
    store = null;
    return current != null && current.close(mark);
  }
}
