// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/**
 * A thread of the engine failed and took the engine with it; the cause says how. Nothing that was
 * acknowledged is undone, but this engine answers nothing more: close it and open another.
 */
public final class EngineFailedException extends EngineException {

  private static final long serialVersionUID = 1L;

  EngineFailedException(Throwable cause) {
    super("a thread of the engine failed: " + cause, cause);
  }
}
