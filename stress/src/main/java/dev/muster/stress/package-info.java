// SPDX-License-Identifier: Apache-2.0
/**
 * The orderings that publication relies on, each raced against a reader. A class that shows what a
 * broken reader or writer would see is called a control.
 */
@NullMarked
package dev.muster.stress;

import org.jspecify.annotations.NullMarked;
