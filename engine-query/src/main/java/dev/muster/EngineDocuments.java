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

  /** Documents in {@code storage}, or none; tells {@code encoder} which. */
  EngineDocuments(@Nullable DocumentStorage storage, OperationEncoder encoder) {
    this.kept = storage == null ? null : new Documents(storage);
    if (storage != null) {
      encoder.takeDocuments();
    }
  }

  /** What keeps them, or null. */
  @Nullable Documents kept() {
    return kept;
  }

  /** Opens them for an engine without a directory. */
  void open() {
    if (kept != null) {
      try {
        kept.open(null);
      } catch (IOException e) {
        throw StorageException.of(e);
      }
    }
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
