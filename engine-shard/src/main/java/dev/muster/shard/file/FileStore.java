// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One flat directory of files, and all that the engine asks of a disk.
 *
 * <p><b>What survives.</b> A write, a change of size, a creation, a deletion and a rename are seen
 * by every later call at once, and survive the death of the process. They survive the loss of power
 * only once forced: contents and size of a file by {@link StoredFile#force}, names of files by
 * {@link #forceDirectory}. What was not forced may survive too, in part, in any order and with
 * wrong bits; a rename happens as a whole or not at all. Bytes that were forced are not harmed by
 * later writes beside them.
 *
 * <p><b>Names</b> are of 1 to 100 characters of {@code a-z 0-9 . -} and start with a letter or a
 * digit, so that they mean the same in every file system; any other is an {@link
 * IllegalArgumentException}.
 *
 * <p><b>Errors</b> are {@link IOException}s; {@link StorageFullException} if all that was missing
 * is space. After a failed write or force nobody knows what is on disk: what was written since the
 * last successful force may be readable and yet lost, and a second force that succeeds proves
 * nothing.
 *
 * <p><b>Threads.</b> Only threads of the engine call a store, since an interrupt closes a file that
 * is being used by the interrupted thread. Nobody interrupts them. If it happens all the same, an
 * implementation throws an {@link IOException}, leaves the interrupt flag set, and never returns as
 * if work had been done; the file is then unusable, and whoever wrote to it fails for good. Calls
 * of different threads may overlap, except that one file is used by one thread at a time.
 */
public interface FileStore {

  /** A new, empty file to read and write. Fails if there is one of that name. */
  StoredFile create(String name) throws IOException;

  /** A file that is there, to read and write. */
  StoredFile open(String name) throws IOException;

  /** A file that is there, to read only. */
  StoredFile openToRead(String name) throws IOException;

  /** Whether there is a file of that name. */
  boolean exists(String name) throws IOException;

  /** The names of all files, ascending; files with names that no store would give are left out. */
  List<String> list() throws IOException;

  /** Removes a file. Fails if there is none of that name. It must not be open. */
  void delete(String name) throws IOException;

  /**
   * Gives a file another name, in one step, taking the place of a file that has it. Not if open.
   */
  void rename(String from, String to) throws IOException;

  /** Makes all creations, deletions and renames so far survive the loss of power. */
  void forceDirectory() throws IOException;

  /**
   * Takes the directory for this process until the result is closed or the process ends. The lock
   * is on a file of this name, which is created if it is missing and stays.
   *
   * @throws DirectoryInUseException if this or another process has it
   */
  Closeable lock(String name) throws IOException;
}
