// SPDX-License-Identifier: Apache-2.0
/** Scores of buyers as tables and as a picture. */
@NullMarked
package dev.muster.examples.rfm;

import org.jspecify.annotations.NullMarked;
