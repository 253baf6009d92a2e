// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.util.List;

/**
 * What {@link EngineFiles#salvageTo} copied and what it left behind.
 *
 * @param epoch the last epoch that was copied; all before it were, too
 * @param seenEpoch the last epoch of which anything tells that it was written; there may have been
 *     later ones that have left no trace
 * @param profiles alive at {@code epoch}
 * @param events held then, as in {@link EngineStatistics}
 * @param stateHash of it all, as in {@link ReadView#stateHash} of an engine without retention
 * @param findings all that is wrong with the directory that was read
 */
public record SalvageReport(
    long epoch,
    long seenEpoch,
    long profiles,
    long events,
    long stateHash,
    List<FileFinding> findings) {

  public SalvageReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is known to be missing in the copy. */
  public boolean isComplete() {
    return epoch >= seenEpoch;
  }
}
