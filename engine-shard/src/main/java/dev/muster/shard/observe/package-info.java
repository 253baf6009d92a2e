// SPDX-License-Identifier: Apache-2.0
/** Internal. Who is told what the engine does: observers, and the log. */
@NullMarked
package dev.muster.shard.observe;

import org.jspecify.annotations.NullMarked;
