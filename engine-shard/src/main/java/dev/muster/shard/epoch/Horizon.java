// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

/**
 * What readers may still look at: the published epoch and what comes after it, and whatever is
 * pinned, which lies in [oldest, newest].
 *
 * @param oldest no reader is at an earlier epoch
 * @param newest no reader is at a later epoch but for the published one and those that follow
 */
public record Horizon(long oldest, long newest) {}
