// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

/** Something that keeps what earlier epochs showed, for as long as somebody may look. */
public interface Trimmable {

  /** Forgets what no reader within {@code horizon} can see. Writer only, between two epochs. */
  void trim(Horizon horizon);
}
