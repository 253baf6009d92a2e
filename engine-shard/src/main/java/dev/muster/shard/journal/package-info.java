// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. The durable log of epochs: one frame per epoch, in order, in preallocated segments. Its
 * format is in {@code docs/formats/journal.md}.
 */
@NullMarked
package dev.muster.shard.journal;

import org.jspecify.annotations.NullMarked;
