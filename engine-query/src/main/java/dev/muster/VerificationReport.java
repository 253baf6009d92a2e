// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.util.List;

/**
 * What {@link EngineFiles#verify} found in a directory. If it is not sound, epoch, profiles, events
 * and hash are those of what {@link EngineFiles#salvageTo} would copy; all 0 if that is nothing.
 *
 * @param findings all damages and notes
 * @param epoch the last epoch that opening comes to
 * @param seenEpoch the last epoch of which anything tells that it was written; later than {@code
 *     epoch} if something is lost
 * @param profiles alive then
 * @param events held then, as in {@link EngineStatistics}
 * @param stateHash of it all, as in {@link ReadView#stateHash} of an engine without retention
 * @param files how many there are, also such as mean nothing
 * @param sizeBytes of all files
 */
public record VerificationReport(
    List<FileFinding> findings,
    long epoch,
    long seenEpoch,
    long profiles,
    long events,
    long stateHash,
    int files,
    long sizeBytes) {

  public VerificationReport {
    findings = List.copyOf(findings);
  }

  /** Whether everything is as it was written. */
  public boolean isSound() {
    return damages().isEmpty();
  }

  /** The findings that matter. */
  public List<FileFinding> damages() {
    return findings.stream()
        .filter(finding -> finding.severity() == FileFinding.Severity.DAMAGE)
        .toList();
  }
}
