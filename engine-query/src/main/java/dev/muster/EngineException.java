// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * The engine could not do what was asked, through no fault of the arguments. Its kinds say what can
 * be done about it.
 */
public abstract sealed class EngineException extends RuntimeException
    permits EngineClosedException,
        EngineFailedException,
        QueryStoppedException,
        ReadRevokedException,
        StorageException,
        WriteInterruptedException {

  private static final long serialVersionUID = 1L;

  EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
