// SPDX-License-Identifier: Apache-2.0
/** Internal. Rows of a chunk as bits, and tests of encoded values. */
@NullMarked
package dev.muster.shard.scan;

import org.jspecify.annotations.NullMarked;
