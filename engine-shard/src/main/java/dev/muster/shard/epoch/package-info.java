// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. The unit of visibility: publication, pinned readers, and cells that keep one version
 * per epoch.
 */
@NullMarked
package dev.muster.shard.epoch;

import org.jspecify.annotations.NullMarked;
