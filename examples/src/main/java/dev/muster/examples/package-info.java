// SPDX-License-Identifier: Apache-2.0
/** Small programs, one per question, and the entrance to the demo. */
@NullMarked
package dev.muster.examples;

import org.jspecify.annotations.NullMarked;
