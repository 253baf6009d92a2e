// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.ProfileId;
import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.Documents;
import dev.muster.shard.write.OperationEncoder;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of an engine, if it keeps any. */
final class EngineDocuments {

  private final @Nullable Documents kept;

  /**
   * Documents as {@code options} say; tells {@code encoder} whether there are any. Open already if
   * there is no directory, which opens its own.
   */
  EngineDocuments(EngineBuilder options, OperationEncoder encoder) {
    DocumentStorage storage = options.documents;
    this.kept = storage == null ? null : new Documents(storage);
    if (kept != null) {
      encoder.takeDocuments();
      if (options.store == null) {
        open(kept);
      }
    }
  }

  private static void open(Documents documents) {
    try {
      documents.open(null);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  /** What keeps them, or null. */
  @Nullable Documents kept() {
    return kept;
  }

  /** One document. */
  Optional<byte[]> content(ProfileId id, String name) {
    Objects.requireNonNull(name, "name");
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.get(id, name));
  }

  /** The size in bytes of each document of {@code id}, by name. */
  Map<String, Integer> sizes(ProfileId id) {
    return kept == null ? Map.of() : kept.sizes(id);
  }

  /** Closes those of an engine without a directory. */
  void close() {
    if (kept != null) {
      try {
        kept.close(null);
      } catch (IOException e) {
        throw StorageException.of(e);
      }
    }
  }
}
