// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/** The engine has been closed. Open another. */
public final class EngineClosedException extends EngineException {

  private static final long serialVersionUID = 1L;

  EngineClosedException() {
    super("the engine is closed", null);
  }
}
