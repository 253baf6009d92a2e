// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

import dev.muster.profile.RejectedOperationException;
import java.util.Optional;

/**
 * A batch of which nothing was applied.
 *
 * @param reason which rule it broke; empty if there is no space for it
 * @param operations that it has
 */
public record BatchRefused(Optional<RejectedOperationException.Reason> reason, int operations) {}
