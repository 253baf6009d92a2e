// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.crypt.WrongKeyException;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.DirectoryInUseException;
import dev.muster.shard.write.NoSpaceException;
import org.jspecify.annotations.Nullable;

/** The engine's directory could not be read or written. */
public final class StorageException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  public enum Kind {
    /** This or another process has the directory open; close it there. */
    IN_USE,
    /**
     * A file is not as it was written, and no crash explains it; go back to a backup. {@link
     * EngineFiles} tells all that is wrong, and copies what is good.
     */
    DAMAGED,
    /** It is encrypted under a key that was not given; see {@link EngineBuilder#encryption}. */
    WRONG_KEY,
    /**
     * There was no space left. Nothing of the write is there, and what a backup has left is to be
     * deleted; make room and try again.
     */
    FULL,
    /**
     * A write or a force failed. If it was of the journal, nobody knows what is on disk: the engine
     * takes no more writes and goes on answering; open it again once the disk is sound. A snapshot
     * or a backup that fails harms nothing else.
     */
    FAILED
  }

  private final Kind kind;
  private final @Nullable String file;
  private final long offset;

  private StorageException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    boolean damaged = cause instanceof DamagedFileException;
    this.file = damaged ? ((DamagedFileException) cause).file() : null;
    this.offset = damaged ? ((DamagedFileException) cause).offset() : -1;
  }

  static StorageException of(Throwable cause) {
    Kind kind =
        cause instanceof DirectoryInUseException
            ? Kind.IN_USE
            : cause instanceof DamagedFileException
                ? Kind.DAMAGED
                : cause instanceof WrongKeyException
                    ? Kind.WRONG_KEY
                    : cause instanceof NoSpaceException
                            || cause instanceof dev.muster.shard.file.StorageFullException
                        ? Kind.FULL
                        : Kind.FAILED;
    String advice =
        kind == Kind.DAMAGED
            ? "; EngineFiles.verify tells more, EngineFiles.salvageTo copies what is good"
            : "";
    return new StorageException(
        kind,
        "the engine's directory failed, kind=" + kind + ": " + cause.getMessage() + advice,
        cause);
  }

  /** What kind of failure. */
  public Kind kind() {
    return kind;
  }

  /** The damaged file, or null. */
  public @Nullable String file() {
    return file;
  }

  /** Where the damaged file is wrong, in bytes; -1 if that is not known. */
  public long offset() {
    return offset;
  }
}
