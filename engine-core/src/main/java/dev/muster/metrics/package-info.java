// SPDX-License-Identifier: Apache-2.0
/** What an engine does and measures of itself while it runs, for whoever wants to see it. */
@NullMarked
package dev.muster.metrics;

import org.jspecify.annotations.NullMarked;
