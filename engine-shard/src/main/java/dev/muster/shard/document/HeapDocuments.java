// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents on the heap: for tests, and for few. About 150 bytes each besides name and content.
 * Read and written in less than a microsecond, apart from the copy of the content that a reader
 * gets.
 */
public final class HeapDocuments implements DocumentStore {

  private final ConcurrentHashMap<ProfileId, ConcurrentHashMap<String, byte[]>> profiles =
      new ConcurrentHashMap<>();

  // Written by one thread at a time, read by any.
  private volatile long count;
  private volatile long contentBytes;

  private HeapDocuments() {}

  /** New stores, each empty. */
  public static DocumentStorage storage() {
    return new DocumentStorage() {
      @Override
      public @Nullable DocumentStore reopen(UUID mark) {
        return null;
      }

      @Override
      public DocumentStore create() {
        return new HeapDocuments();
      }
    };
  }

  @Override
  public boolean hasRoom(long documents, long bytes) {
    return true;
  }

  @Override
  public void put(ProfileId profile, String name, byte[] content) {
    byte[] before =
        profiles.computeIfAbsent(profile, id -> new ConcurrentHashMap<>(2)).put(name, content);
    count(before == null ? 1 : 0, content.length - (before == null ? 0 : before.length));
  }

  @Override
  public void remove(ProfileId profile, String name) {
    ConcurrentHashMap<String, byte[]> documents = profiles.get(profile);
    if (documents == null) {
      return;
    }
    byte[] before = documents.remove(name);
    if (before != null) {
      count(-1, -before.length);
      if (documents.isEmpty()) {
        profiles.remove(profile);
      }
    }
  }

  @Override
  public void removeAll(ProfileId profile) {
    ConcurrentHashMap<String, byte[]> documents = profiles.remove(profile);
    if (documents != null) {
      documents.values().forEach(before -> count(-1, -before.length));
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void count(int documents, int bytes) {
    count += documents;
    contentBytes += bytes;
  }

  @Override
  public byte @Nullable [] get(ProfileId profile, String name) {
    Map<String, byte[]> documents = profiles.get(profile);
    byte[] content = documents == null ? null : documents.get(name);
    return content == null ? null : content.clone();
  }

  @Override
  public Map<String, Integer> sizes(ProfileId profile) {
    Map<String, Integer> sizes = new HashMap<>();
    Map<String, byte[]> documents = profiles.get(profile);
    if (documents != null) {
      documents.forEach((name, content) -> sizes.put(name, content.length));
    }
    return sizes;
  }

  @Override
  public void forEach(DocumentVisitor visitor) throws IOException {
    for (Map.Entry<ProfileId, ConcurrentHashMap<String, byte[]>> profile : profiles.entrySet()) {
      for (Map.Entry<String, byte[]> document : profile.getValue().entrySet()) {
        visitor.visit(profile.getKey(), document.getKey(), document.getValue());
      }
    }
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
  public boolean close(@Nullable UUID mark) {
    profiles.clear();
    return false;
  }
}
