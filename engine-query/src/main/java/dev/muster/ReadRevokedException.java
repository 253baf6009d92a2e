// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/**
 * A read held its position for longer than the engine allows, so that what it had still to read is
 * gone. Ask again.
 */
public final class ReadRevokedException extends EngineException {

  private static final long serialVersionUID = 1L;

  ReadRevokedException(long epoch) {
    super("the read was revoked because it held its position for too long, epoch=" + epoch, null);
  }
}
