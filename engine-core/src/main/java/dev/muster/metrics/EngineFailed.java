// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * An engine that takes no more writes.
 *
 * @param cause what its threads met
 * @param isOfStorage whether the directory failed: questions are still answered then
 */
public record EngineFailed(Throwable cause, boolean isOfStorage) {}
