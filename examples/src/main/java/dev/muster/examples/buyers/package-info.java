// SPDX-License-Identifier: Apache-2.0
/** The customers of a file of purchases: who they are, whether they come back, where they go. */
@NullMarked
package dev.muster.examples.buyers;

import org.jspecify.annotations.NullMarked;
