// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import org.jspecify.annotations.Nullable;

/**
 * A file could not be read as Parquet, through no fault of the disk: that is an {@link
 * java.io.IOException}, or an {@link java.io.UncheckedIOException} while a chunk is decoded.
 */
public final class ParquetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  public enum Kind {
    /** It is another kind of file, or empty. */
    NOT_PARQUET,
    /**
     * It is not as it was written: cut short, or other bytes. What was decoded before was right;
     * fetch the file again.
     */
    DAMAGED,
    /** It, or some column of it, is encrypted; decrypt it first. */
    ENCRYPTED,
    /** It uses a part of the format that is not read here; write it another way. */
    UNSUPPORTED
  }

  private final Kind kind;
  private final String file;

  ParquetException(Kind kind, String file, String sentence) {
    this(kind, file, sentence, null);
  }

  ParquetException(Kind kind, String file, String sentence, @Nullable Throwable cause) {
    super(sentence + ", kind=" + kind + " file=" + file, cause);
    this.kind = kind;
    this.file = file;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** The name of the file. */
  public String file() {
    return file;
  }
}
