// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. From an application's operation to a published epoch: encoder, sequencer, shard
 * writers.
 */
@NullMarked
package dev.muster.shard.write;

import org.jspecify.annotations.NullMarked;
