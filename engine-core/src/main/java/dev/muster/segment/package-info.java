// SPDX-License-Identifier: Apache-2.0
/** Named predicates. */
@NullMarked
package dev.muster.segment;

import org.jspecify.annotations.NullMarked;
