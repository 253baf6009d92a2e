// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. Large files that are written once, from front to back, in blocks that are checked one
 * by one.
 */
@NullMarked
package dev.muster.shard.block;

import org.jspecify.annotations.NullMarked;
