// SPDX-License-Identifier: Apache-2.0
/**
 * The programs of the guides and recipes in {@code docs}, one for each; their output is held to the
 * pages.
 */
@NullMarked
package dev.muster.examples.guides;

import org.jspecify.annotations.NullMarked;
