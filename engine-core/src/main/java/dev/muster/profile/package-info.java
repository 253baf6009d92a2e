// SPDX-License-Identifier: Apache-2.0
/**
 * What an application writes: profile identifiers, attribute updates, events, deletions and batches
 * of them.
 */
@NullMarked
package dev.muster.profile;

import org.jspecify.annotations.NullMarked;
