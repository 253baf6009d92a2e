// SPDX-License-Identifier: Apache-2.0
/**
 * Questions about an audience that are answered with more than its size: what is asked, and what
 * the answer holds. Immutable values.
 */
@NullMarked
package dev.muster.analysis;

import org.jspecify.annotations.NullMarked;
