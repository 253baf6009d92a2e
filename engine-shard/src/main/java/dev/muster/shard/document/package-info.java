// SPDX-License-Identifier: Apache-2.0
/**
 * Internal, but for whoever provides a store of their own: what is kept about profiles and never
 * asked for by a predicate.
 */
@NullMarked
package dev.muster.shard.document;

import org.jspecify.annotations.NullMarked;
