// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.profile.ProfileId;
import dev.muster.shard.document.DocumentStore;
import dev.muster.shard.document.DocumentVisitor;
import dev.muster.shard.file.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import org.jspecify.annotations.Nullable;

/**
 * Documents in two maps. A write locks one part of a map for a moment, and readers of that part
 * wait so long.
 *
 * <p>What is replaced or removed is overwritten with zeros first, under the lock of its part, so
 * that freed room holds nothing.
 */
final class MappedDocuments implements DocumentStore {

  private final MapFiles files;
  private final ChronicleMap<byte[], byte[]> contents;
  private final ChronicleMap<byte[], byte[]> names;
  private final FileStore store;
  private final Closeable lock;
  private final MapSizes sizes;

  /**
   * Held by whoever reads, so that nothing is unmapped under it; a writer is the one who closes.
   */
  private final ReadWriteLock mapping = new ReentrantReadWriteLock();

  /** Guarded by {@code mapping}. */
  private boolean closed;

  // Written by one thread at a time, read by any.
  private volatile long count;
  private volatile long contentBytes;
  private volatile long nameBytes;

  MappedDocuments(MapFiles files, FileStore store, Closeable lock, MapSizes sizes, ClosedMark as) {
    this.files = files;
    this.contents = files.contents();
    this.names = files.names();
    this.store = store;
    this.lock = lock;
    this.sizes = sizes;
    this.count = as.count();
    this.contentBytes = as.contentBytes();
    this.nameBytes = as.nameBytes();
  }

  @Override
  public boolean hasRoom(long documents, long bytes) {
    return count + documents <= sizes.documentsMax()
        && contentBytes + bytes <= sizes.contentBytesMax()
        && nameBytes + documents * MapSizes.NAME_BYTES_MAX <= sizes.nameBytesMax();
  }

  @Override
  public void put(ProfileId profile, String name, byte[] content) {
    byte[] key = DocumentKeys.profile(profile);
    byte[] before = names.get(key);
    Map<String, Integer> known =
        before == null ? new LinkedHashMap<>() : DocumentNames.decode(before).sizes();
    replace(contents, DocumentKeys.document(profile, name), content);
    Integer replaced = known.put(name, content.length);
    if (replaced == null || replaced != content.length) {
      replaceNames(key, before, new DocumentNames(profile, known));
    }
    count(replaced == null ? 1 : 0, content.length - (replaced == null ? 0 : replaced));
  }

  @Override
  public void remove(ProfileId profile, String name) {
    byte[] key = DocumentKeys.profile(profile);
    byte[] before = names.get(key);
    if (before == null) {
      return;
    }
    Map<String, Integer> known = DocumentNames.decode(before).sizes();
    Integer removed = known.remove(name);
    if (removed != null) {
      replaceNames(key, before, new DocumentNames(profile, known));
      replace(contents, DocumentKeys.document(profile, name), null);
      count(-1, -removed);
    }
  }

  @Override
  public void removeAll(ProfileId profile) {
    byte[] key = DocumentKeys.profile(profile);
    byte[] before = names.get(key);
    if (before == null) {
      return;
    }
    DocumentNames known = DocumentNames.decode(before);
    replaceNames(key, before, new DocumentNames(profile, Map.of()));
    known
        .sizes()
        .forEach(
            (name, size) -> {
              replace(contents, DocumentKeys.document(profile, name), null);
              count(-1, -size);
            });
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void count(int documents, int bytes) {
    count += documents;
    contentBytes += bytes;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void replaceNames(byte[] key, byte @Nullable [] before, DocumentNames after) {
    byte[] next = after.sizes().isEmpty() ? null : after.encode();
    replace(names, key, next);
    nameBytes += (next == null ? 0 : next.length) - (before == null ? 0 : before.length);
  }

  /** Puts {@code value} in place of what is there, or removes it, and leaves zeros behind. */
  private static void replace(
      ChronicleMap<byte[], byte[]> map, byte[] key, byte @Nullable [] value) {
    try (ExternalMapQueryContext<byte[], byte[], ?> query = map.queryContext(key)) {
      query.writeLock().lock();
      MapEntry<byte[], byte[]> entry = query.entry();
      if (entry == null) {
        if (value != null) {
          query.insert(query.absentEntry(), query.wrapValueAsData(value));
        }
        return;
      }
      long size = entry.value().size();
      if (value == null || value.length != size) {
        entry.doReplaceValue(query.wrapValueAsData(new byte[(int) size]));
      }
      if (value == null) {
        entry.doRemove();
      } else {
        entry.doReplaceValue(query.wrapValueAsData(value));
      }
    }
  }

  @Override
  public byte @Nullable [] get(ProfileId profile, String name) {
    byte[] key = DocumentKeys.document(profile, name);
    Lock reading = mapping.readLock();
    reading.lock();
    try {
      requireOpen();
      return contents.get(key);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Map<String, Integer> sizes(ProfileId profile) {
    byte[] key = DocumentKeys.profile(profile);
    Lock reading = mapping.readLock();
    reading.lock();
    try {
      requireOpen();
      byte[] found = names.get(key);
      return found == null ? Map.of() : DocumentNames.decode(found).sizes();
    } finally {
      reading.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the documents are closed");
    }
  }

  /** {@inheritDoc} A writer waits while the names of one part of the map are copied. */
  @Override
  public void forEach(DocumentVisitor visitor) throws IOException {
    for (int segment = 0; segment < names.segments(); segment++) {
      for (byte[] entry : namesOf(segment)) {
        DocumentNames known = DocumentNames.decode(entry);
        for (String name : known.sizes().keySet()) {
          byte[] content = get(known.profile(), name);
          if (content != null) {
            visitor.visit(known.profile(), name, content);
          }
        }
      }
    }
  }

  private List<byte[]> namesOf(int segment) {
    List<byte[]> entries = new ArrayList<>();
    Lock reading = mapping.readLock();
    reading.lock();
    try {
      requireOpen();
      try (MapSegmentContext<byte[], byte[], ?> context = names.segmentContext(segment)) {
        context.forEachSegmentEntry(entry -> entries.add(entry.value().get().clone()));
      }
    } finally {
      reading.unlock();
    }
    return entries;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public boolean close(@Nullable UUID mark) throws IOException {
    Lock closing = mapping.writeLock();
    closing.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      files.close();
    } finally {
      closing.unlock();
    }
    try (Closeable held = lock) {
      if (mark != null) {
        // The mark says that all of it is on disk, so it comes after that.
        files.force();
        new ClosedMark(mark, sizes, count, contentBytes, nameBytes).write(store);
      }
    }
    return mark != null;
  }
}
