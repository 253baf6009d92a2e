// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All documents as they are between two epochs, while writing goes on.
 *
 * <p>Whoever writes a document saves what it was here before, the first time. Whoever reads the
 * capture takes a document from the store and only then asks whether it was saved: if it was not,
 * what was read is older than any change, since a change comes after the saving. If it was, the
 * saved one counts. So each document is shown as it was; one that is changed after it was shown is
 * shown a second time, the same.
 *
 * <p>Costs, while it lasts, the heap of names that are written, and of contents that are replaced
 * until they have been shown. One thread reads it.
 */
public final class DocumentCapture implements AutoCloseable {

  private record Key(ProfileId profile, String name) {}

  private final DocumentStore store;

  /** Guarded by this. */
  private final Set<Key> changed = new HashSet<>();

  /** What was there before, as far as it has not been shown. Guarded by this. */
  private final Queue<DocumentChange> saved = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean closed;

  DocumentCapture(DocumentStore store) {
    this.store = store;
  }

  /** Before {@code change} is made. */
  void save(DocumentChange change) {
    String name = change.name();
    if (isClosed()) {
      return;
    }
    if (name != null) {
      save(change.profile(), name);
    } else {
      store.sizes(change.profile()).keySet().forEach(each -> save(change.profile(), each));
    }
  }

  private synchronized void save(ProfileId profile, String name) {
    if (!closed && changed.add(new Key(profile, name))) {
      byte[] content = store.get(profile, name);
      if (content != null) {
        saved.add(new DocumentChange(profile, name, content));
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean isChanged(ProfileId profile, String name) {
    return changed.contains(new Key(profile, name));
  }

  /** Shows every document at least once, and always as it was. Once. */
  public void forEach(DocumentVisitor visitor) throws IOException {
    store.forEach(
        (profile, name, content) -> {
          showSaved(visitor);
          if (!isChanged(profile, name)) {
            visitor.visit(profile, name, content);
          }
        });
    // What is changed from now on was not changed when it was shown.
    close();
    showSaved(visitor);
  }

  private void showSaved(DocumentVisitor visitor) throws IOException {
    for (DocumentChange next = poll(); next != null; next = poll()) {
      String name = next.name();
      byte[] content = next.content();
      if (name != null && content != null) {
        visitor.visit(next.profile(), name, content);
      }
    }
  }

  private synchronized @Nullable DocumentChange poll() {
    return saved.poll();
  }

  /** Saves nothing any more. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    changed.clear();
  }
}
