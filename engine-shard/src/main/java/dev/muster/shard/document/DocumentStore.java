// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds the documents of an engine, by profile and name. It promises nothing about crashes: the
 * engine keeps what is written in its journal and snapshots, and fills the store anew unless it was
 * {@linkplain #close closed} under a mark.
 *
 * <p>One thread at a time writes; any number read meanwhile, and see each document either as it was
 * or as it is, and whole. What is thrown by a write other than {@link IOException} and by the
 * engine's arguments fails the engine.
 */
public interface DocumentStore {

  /**
   * Whether so many more documents with so many bytes of content in all find room; may say no
   * although some of them replace others. What was said yes to does not fail for want of room.
   */
  boolean hasRoom(long documents, long bytes);

  /**
   * Keeps {@code content}, which nobody changes, under {@code name}, in place of what was there.
   */
  void put(ProfileId profile, String name, byte[] content) throws IOException;

  /** Removes one document, if it is there. */
  void remove(ProfileId profile, String name) throws IOException;

  /** Removes all documents of {@code profile}. */
  void removeAll(ProfileId profile) throws IOException;

  /** A document, in an array that nobody else has, or null. Any thread. */
  byte @Nullable [] get(ProfileId profile, String name);

  /** The size in bytes of each document of {@code profile}, by name. Any thread. */
  Map<String, Integer> sizes(ProfileId profile);

  /**
   * Shows all documents, in any order, to one thread, while another may write: a document that
   * nobody writes meanwhile is shown; any other may be, and as it was at some moment. A document is
   * read before it is shown. What the visitor throws is passed on.
   */
  void forEach(DocumentVisitor visitor) throws IOException;

  /** How many documents there are. Any thread. */
  long count();

  /** The bytes of all contents together. Any thread. */
  long contentBytes();

  /**
   * Lets go of everything. With a mark, and if the store outlives its process, what it holds is on
   * disk when this returns, together with the mark; without one, or if that is never done, the
   * store need not be readable again. Idempotent; nobody writes to the store any more.
   *
   * @return whether it can be opened again under {@code mark}
   */
  boolean close(@Nullable UUID mark) throws IOException;
}
