// SPDX-License-Identifier: Apache-2.0
/** Internal. One shard: its chunks of rows, and the operations that change them. */
@NullMarked
package dev.muster.shard;

import org.jspecify.annotations.NullMarked;
